/** How far Page Up and Page Down go. */
const PAGE = 10;

/**
 * The item a key leads to, in arrival order; `null` when the key means nothing here.
 * @param mirrored time runs from right to left
 */
export function stepOf(key: string, current: number | null, count: number, mirrored: boolean): number | null {
  if (count === 0) return null;
  const within = (item: number) => Math.min(count - 1, Math.max(0, item));
  const by = (step: number) => (current === null ? (step > 0 ? 0 : count - 1) : within(current + step));
  switch (key) {
    case 'ArrowRight':
      return by(mirrored ? -1 : 1);
    case 'ArrowLeft':
      return by(mirrored ? 1 : -1);
    case 'PageDown':
      return by(PAGE);
    case 'PageUp':
      return by(-PAGE);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
