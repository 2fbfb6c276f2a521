/** A cell of a CSV file, in quotes where RFC 4180 asks for them. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Nine significant digits bring back the very same 32-bit float. */
export function shortFloat(value: number): number {
  return Number(value.toPrecision(9));
}
