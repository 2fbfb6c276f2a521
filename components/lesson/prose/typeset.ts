/** Words as a printer sets them: quotation marks and apostrophes are curly, and an operator stays with the number after it. */
export function typeset(words: string): string {
  return words
    .replace(/(^|[\s([{\u2013\u2014])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{“])'(?=\p{L})/gu, '$1‘')
    .replaceAll("'", '’')
    .replace(/([×+/=−]) (?=[\d(])/g, '$1\u00a0');
}
