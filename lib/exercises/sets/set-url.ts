import { type ErrorCode, type ErrorReport, TrilaneError } from '../../errors';
import { keysOf, type LinkShape } from '../../wire/link/link-shape';
import { mendLink } from '../../wire/link/mend-link';
import { sealed } from '../../wire/link/seal';
import { shownName } from '../../wire/shown-name';
import { formatEntry, parseEntry } from './entry-text';
import {
  EMPTY_SET,
  type ExerciseSet,
  type Known,
  LOCK_IDS,
  LOCKS,
  type LockId,
  SET_LIMITS,
  type SetEntry,
} from './set';

export interface ParsedSet {
  readonly set: ExerciseSet;
  /** What could not be used, in words; the rest counts. */
  readonly problems: readonly ErrorReport[];
}

/** What the address of a set may say; a key and a profile are at home in it, but no part of the set. */
export const SET_LINK: LinkShape = {
  keys: ['v', 'do', ...LOCK_IDS],
  lists: ['do'],
  prose: ['title', 'note'],
  loose: ['key', 'profile'],
};
const KEYS: readonly string[] = keysOf(SET_LINK);
/** Characters of a list of entries; forty of the longest are shorter. */
const MOST_LIST = 8000;

/** Reads a set from an address. Never throws: what is wrong becomes a problem, and the rest counts. */
export function parseSet(address: URLSearchParams, known: Known): ParsedSet {
  const { params, problems: damages } = mendLink(address, SET_LINK);
  const problems: ErrorReport[] = [...damages];
  const problem = (error: TrilaneError) => void problems.push(error.toReport());
  const tell = (code: ErrorCode, detail: string) => problem(new TrilaneError(code, detail));
  for (const key of new Set(params.keys())) {
    if (!KEYS.includes(key)) tell('unknown-parameter', `The link says "${key.slice(0, 40)}", which no set has.`);
    else if (params.getAll(key).length > 1)
      tell('malformed-request', `The link says "${key}" more than once; the first counts.`);
  }
  const version = params.get('v');
  if (version !== null && version !== '1')
    tell('newer-schema', 'What this version does not know of the link is left out.');
  const text = (key: 'title' | 'note') => {
    const letters = [...shownName(params.get(key) ?? '')];
    const most = SET_LIMITS[key];
    if (letters.length <= most) return letters.join('');
    tell('too-large', `The ${key} has more than ${most} characters; those after them are left out.`);
    return letters.slice(0, most).join('').trim();
  };
  const lock = <Id extends LockId>(id: Id): ExerciseSet[Id] => {
    const written = params.get(id);
    const choices: readonly string[] = LOCKS[id];
    if (written === null || choices.includes(written)) return (written ?? EMPTY_SET[id]) as ExerciseSet[Id];
    tell('malformed-request', `The link says ${id} "${written.slice(0, 40)}"; known are ${choices.join(' and ')}.`);
    return EMPTY_SET[id];
  };
  const set: ExerciseSet = {
    ...EMPTY_SET,
    title: text('title'),
    note: text('note'),
    entries: readEntries(params.get('do') ?? '', known, problem),
    order: lock('order'),
    attempts: lock('attempts'),
    kept: lock('kept'),
  };
  return { set, problems };
}

/** The query that stands for a set: what is as always left out, always in the same order. */
export function formatSet(set: ExerciseSet): string {
  const params = new URLSearchParams();
  if (set.title.trim() !== '') params.set('title', set.title.trim());
  if (set.note.trim() !== '') params.set('note', set.note.trim());
  if (set.entries.length > 0) params.set('do', set.entries.map(formatEntry).join(','));
  for (const id of LOCK_IDS) if (set[id] !== EMPTY_SET[id]) params.set(id, set[id]);
  // Both are plain in a query; encoded they only make the link harder to read.
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%7E', '~');
  // A title that looks like a damaged link.
  return mendLink(params, SET_LINK).params.toString() === params.toString() ? query : sealed(query, SET_LINK);
}

/** The query of a link to hand out: it tells whether it arrived whole. */
export function shareQuery(set: ExerciseSet): string {
  return sealed(formatSet(set), SET_LINK);
}

function readEntries(list: string, known: Known, problem: (error: TrilaneError) => void): SetEntry[] {
  const tooMany = () =>
    problem(
      new TrilaneError('too-large', `A set holds ${SET_LIMITS.entries} things at most; the others are left out.`),
    );
  const cut = list.length > MOST_LIST;
  // What is cut off may break a name in two, which then is none of ours.
  const names = list
    .slice(0, MOST_LIST)
    .split(',')
    .slice(0, cut ? -1 : undefined);
  const entries: SetEntry[] = [];
  const taken = new Set<string>();
  for (const name of names) {
    const written = name.trim();
    if (written === '') continue;
    if (entries.length === SET_LIMITS.entries) {
      tooMany();
      return entries;
    }
    const entry = parseEntry(written, known, problem);
    if (!entry) continue;
    const said = formatEntry(entry);
    if (taken.has(said)) {
      problem(new TrilaneError('malformed-request', `"${said}" stands twice; once is enough.`));
      continue;
    }
    taken.add(said);
    entries.push(entry);
  }
  if (cut) tooMany();
  return entries;
}
