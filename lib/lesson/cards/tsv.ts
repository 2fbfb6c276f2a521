import type { DeckCard } from './deck';

export { readCards as readTsv } from './text/read-cards';

/** Anki reads these lines as what they say; spreadsheets show them. */
const HEAD = ['#separator:tab', '#html:false', '#tags column:3'];

/** Front, back, tags, a card a line; a field with a tab, a line break or a quote stands in quotes, as in CSV. */
export function writeTsv(cards: readonly Pick<DeckCard, 'front' | 'back' | 'tags'>[]): string {
  const lines = cards.map(({ front, back, tags }) => [front, back, tags.join(' ')].map(field).join('\t'));
  return `${[...HEAD, ...lines].join('\n')}\n`;
}

function field(text: string): string {
  return /["\t\r\n]/.test(text) || text.startsWith('#') ? `"${text.replaceAll('"', '""')}"` : text;
}
