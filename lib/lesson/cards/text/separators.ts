/** What stands between columns, in the order in which Anki looks for it (rslib: import_export/text/csv/metadata.rs). */
export const SEPARATORS = { tab: '\t', pipe: '|', semicolon: ';', colon: ':', comma: ',', space: ' ' } as const;
export type SeparatorName = keyof typeof SEPARATORS;
export const SEPARATOR_NAMES = Object.keys(SEPARATORS) as readonly SeparatorName[];

/** By its name or as the character itself, whatever the case; `undefined` where it is none that Anki knows. */
export function separatorOf(value: string): SeparatorName | undefined {
  const name = value.trim().toLowerCase();
  if (name === '\\t') return 'tab';
  return SEPARATOR_NAMES.find((each) => each === name || SEPARATORS[each] === value || SEPARATORS[each] === name);
}
