/** An explanation without what a device measured: every `{fact}` becomes an ellipsis. */
export function blankFacts(text: string): string {
  return text.replaceAll(/\{\w+\}/g, '…');
}
