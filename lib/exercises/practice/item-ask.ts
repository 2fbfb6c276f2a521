import type { ConceptId, Level } from '../concepts';
import type { TestItem } from '../content';

interface Asked {
  readonly id: string;
  readonly concept: ConceptId;
  readonly level: Level;
  readonly stem: string;
}

/** What may be seen of an item before it is answered: nothing that tells right from wrong. */
export type ItemAsk =
  | (Asked & { readonly kind: 'choice' /** In the order of the file. */; readonly choices: readonly string[] })
  | (Asked & { readonly kind: 'numeric'; readonly unit: string });

/** The public part of an item, copied field by field: what is added to an item later stays behind. */
export function askOfItem(item: TestItem): ItemAsk {
  const { id, concept, level, stem } = item;
  const asked = { id, concept, level, stem };
  return item.kind === 'choice'
    ? { kind: 'choice', ...asked, choices: item.choices.map(({ text }) => text) }
    : { kind: 'numeric', ...asked, unit: item.unit };
}

/** Two items of which one gives a hint to the other. */
export type LookAlikes = readonly [string, string];
