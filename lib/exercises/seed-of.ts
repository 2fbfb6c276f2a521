/** A seed that follows from a name: FNV-1a over its letters. @param start another gives others @returns whole, 0 .. 2^32 - 1 */
export function seedOf(name: string, start = 0): number {
  let mixed = (start ^ 0x811c9dc5) >>> 0;
  for (const letter of name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return mixed;
}
