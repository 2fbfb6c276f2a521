/** A cell of a CSV file, in quotes where RFC 4180 asks for them. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
