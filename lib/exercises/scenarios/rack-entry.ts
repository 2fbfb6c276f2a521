import type { Scenario } from '../content';

/** What the rack shows of a card. */
export interface RackEntry extends Pick<Scenario, 'id' | 'title' | 'level' | 'concepts'> {
  /** Its place in the rack, from 1. */
  readonly number: number;
  /** The first sentence of the case. */
  readonly opening: string;
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** @param index its place among all cards, from 0 */
export function rackEntryOf({ id, title, level, concepts, text }: Scenario, index: number): RackEntry {
  const [first] = SENTENCES.segment(text);
  return { id, title, level, concepts, number: index + 1, opening: first?.segment.trim() ?? '' };
}
