import type { Reference } from './content';
import { SECTION_IDS } from './outline';

const TOPICS = [...SECTION_IDS, 'measuring', 'learning'] as const;
export type Topic = (typeof TOPICS)[number];

/** The works under their first topic, topics in the order of the lesson, works by first author and year. */
export function byTopic(references: readonly Reference[]): readonly { topic: Topic; works: readonly Reference[] }[] {
  return TOPICS.map((topic) => ({
    topic,
    works: references
      .filter(({ topics }) => topics[0] === topic)
      .sort((a, b) => place(a).localeCompare(place(b), 'en')),
  })).filter(({ works }) => works.length > 0);
}

/** Ids are surname and year, or the name of what has no author to speak of. */
const place = ({ id }: Reference) => id;
