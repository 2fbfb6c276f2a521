/** A list of numbers, flat or by rows, or the text of one: `[0, 255, ...]`, or numbers with blanks between them. */
export function listOf(value: string): readonly string[] | null;
export function listOf(value: unknown): ArrayLike<unknown> | null;
export function listOf(value: unknown): ArrayLike<unknown> | null {
  if (typeof value === 'string') {
    const parts = value.split(/[\s,;[\]]+/).filter((part) => part !== '');
    return parts.length > 0 ? parts : null;
  }
  if (ArrayBuffer.isView(value)) return value as Uint8Array; // or another array of numbers
  if (!Array.isArray(value)) return null;
  return value.every((row) => Array.isArray(row)) ? value.flat() : value;
}
