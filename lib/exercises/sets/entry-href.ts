import type { LinkShape } from '../../wire/link/link-shape';
import type { ExerciseSet, SetEntry } from './set';
import { formatSet } from './set-url';

/** What of the address of an entry is mended; the title and the query of its set stay as they are. */
export const ENTRY_LINK: LinkShape = { keys: ['seed', 'once', 'fresh', 'concepts'] };

/**
 * Where an entry is done: `set` and `seed` as an attempt keeps them, `once` where there is one go only, `fresh` where runs
 * from earlier do not count, and `from`, the query of the set, so that the end leads back to it.
 * @param title what attempts call the set
 */
export function entryHref(entry: SetEntry, set: ExerciseSet, title: string): string {
  const params = new URLSearchParams();
  if (entry.kind === 'exercise') {
    params.set('set', title);
    if (entry.seed !== null) params.set('seed', String(entry.seed));
    if (set.attempts === 'one') params.set('once', '1');
    if (set.kept === 'fresh') params.set('fresh', '1');
  }
  if (entry.kind === 'test') params.set('concepts', entry.concepts.join(','));
  params.set('from', formatSet(set));
  return `${pageOf(entry)}?${params.toString().replaceAll('%2C', ',').replaceAll('%7E', '~')}`;
}

function pageOf(entry: SetEntry): string {
  switch (entry.kind) {
    case 'exercise':
      return `/exercises/${entry.id}`;
    case 'scenario':
      return `/exercises/scenarios/${entry.id}`;
    case 'test':
      return '/exercises/test';
  }
}
