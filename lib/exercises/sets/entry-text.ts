import { TrilaneError } from '../../errors';
import { CONCEPT_IDS, type ConceptId } from '../concepts';
import { type Known, SET_LIMITS, type SetEntry } from './set';

/** An entry as a link says it: `why-p99`, `why-p99~8` with a seed, `scenario.ambulance`, `test.queues.latency`. */
export function formatEntry(entry: SetEntry): string {
  switch (entry.kind) {
    case 'exercise':
      return entry.seed === null ? entry.id : `${entry.id}~${entry.seed}`;
    case 'scenario':
      return `scenario.${entry.id}`;
    case 'test':
      return ['test', ...entry.concepts].join('.');
  }
}

/**
 * Reads an entry. What can be told of it counts, the rest goes to `problem`.
 * @returns `null` where nothing of it can be used
 */
export function parseEntry(written: string, known: Known, problem: (error: TrilaneError) => void): SetEntry | null {
  const refuse = (detail: string) => {
    problem(new TrilaneError('malformed-request', detail));
    return null;
  };
  const [head = '', ...rest] = written.split('.');
  if (head === 'scenario' && rest.length > 0) {
    const id = rest.join('.');
    return known.scenarios.includes(id)
      ? { kind: 'scenario', id }
      : refuse(`There is no scenario card "${short(id)}".`);
  }
  if (head === 'test' && rest.length > 0) {
    const named = new Set(rest);
    const concepts = CONCEPT_IDS.filter((concept) => named.has(concept));
    for (const name of named)
      if (!concepts.includes(name as ConceptId)) refuse(`There is no concept "${short(name)}" to test.`);
    return concepts.length > 0 ? { kind: 'test', concepts } : null;
  }
  const [id = '', seed, ...more] = written.split('~');
  if (!known.exercises.includes(id)) return refuse(`There is no exercise "${short(written)}".`);
  if (seed === undefined) return { kind: 'exercise', id, seed: null };
  const value = /^\d{1,10}$/.test(seed) ? Number(seed) : Number.NaN;
  if (more.length === 0 && value <= SET_LIMITS.seed) return { kind: 'exercise', id, seed: value };
  refuse(`"${short(written)}" has a seed that is no whole number from 0 to ${SET_LIMITS.seed}; its own is used.`);
  return { kind: 'exercise', id, seed: null };
}

/** So much of what somebody wrote can stand in a sentence. */
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
