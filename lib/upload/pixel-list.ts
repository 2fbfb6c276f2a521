/** A list of numbers, flat or in lists of its rows (and of its channel), or the text of one: `[0, 255, ...]`, or numbers with blanks between them. */
export function listOf(value: string): readonly string[] | null;
export function listOf(value: unknown): ArrayLike<unknown> | null;
export function listOf(value: unknown): ArrayLike<unknown> | null {
  if (typeof value === 'string') {
    const parts = value.split(/[\s,;[\]]+/).filter((part) => part !== '');
    return parts.length > 0 ? parts : null;
  }
  if (ArrayBuffer.isView(value)) return value as Uint8Array; // or another array of numbers
  if (!Array.isArray(value)) return null;
  let list: unknown[] = value;
  while (list.length > 0 && list.every(isList)) list = list.flatMap((row) => Array.from(row));
  return list;
}

const isList = (row: unknown): row is ArrayLike<unknown> => Array.isArray(row) || ArrayBuffer.isView(row);
