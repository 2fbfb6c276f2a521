import type { Scenario } from '../content';

/** What the rack shows of a card. */
export interface RackEntry extends Pick<Scenario, 'id' | 'title' | 'level' | 'concepts'> {
  /** Its place in the rack, from 1. */
  readonly number: number;
  /** How the case begins: as many sentences as make sense of it. */
  readonly opening: string;
}

/** Characters: a shorter first sentence says too little. */
const SHORT = 50;
const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** @param index its place among all cards, from 0 */
export function rackEntryOf({ id, title, level, concepts, text }: Scenario, index: number): RackEntry {
  let opening = '';
  for (const { segment } of SENTENCES.segment(text)) if (opening.length < SHORT) opening += segment;
  return { id, title, level, concepts, number: index + 1, opening: opening.trim() };
}
