import type { ItemAnswer, ScenarioAnswer } from '../answers';
import type { Attempt } from '../attempt';
import { CONCEPT_IDS, type ConceptId } from '../concepts';
import { latestFinished } from '../practice/sitting';
import { CHANGED_MS, type ProgressRecords } from './records';

/** A practice test as the history shows it. */
export interface TestEntry {
  readonly kind: 'test';
  readonly id: string;
  readonly atMs: number;
  readonly right: number;
  readonly answered: number;
  /** `null` where only its answers are kept. */
  readonly asked: number | null;
  /** Mean over its answers; `null` of none. */
  readonly confidence: number | null;
  readonly concepts: readonly ConceptId[];
  readonly isFinished: boolean;
  /** Whether its results are those the practice page shows. */
  readonly isLatest: boolean;
}

/** Something the learner did, where it can be seen again. */
export type HistoryEntry =
  | { readonly kind: 'exercise'; readonly id: string; readonly atMs: number; readonly attempt: Attempt }
  | { readonly kind: 'scenario'; readonly id: string; readonly atMs: number; readonly answer: ScenarioAnswer }
  | TestEntry;

/** Everything the learner committed to, the newest first: attempts from their commitment on, answers to scenarios, tests. */
export function historyOf({ attempts, answers, tests }: ProgressRecords): readonly HistoryEntry[] {
  const items = answers.flatMap((answer) => (answer.kind === 'item' ? [answer] : []));
  const entries: HistoryEntry[] = [
    ...attempts.flatMap((attempt): HistoryEntry[] =>
      attempt.commitment
        ? [{ kind: 'exercise', id: attempt.id, atMs: Date.parse((attempt.result ?? attempt.commitment).at), attempt }]
        : [],
    ),
    ...answers.flatMap((answer): HistoryEntry[] =>
      answer.kind === 'scenario' ? [{ kind: 'scenario', id: answer.id, atMs: Date.parse(answer.at), answer }] : [],
    ),
    ...testEntries(tests, items),
  ];
  return entries.sort((a, b) => b.atMs - a.atMs || a.id.localeCompare(b.id));
}

function testEntries(tests: ProgressRecords['tests'], items: readonly ItemAnswer[]): TestEntry[] {
  const latest = latestFinished(tests, items);
  const ids = new Set([...tests.map(({ id }) => id), ...items.map(({ testId }) => testId)]);
  const byTest = grouped(items, ({ testId }) => testId);
  return [...ids].map((id) => {
    const test = tests.find((each) => each.id === id) ?? null;
    const given = byTest.get(id) ?? [];
    const times = given.map(({ at }) => Date.parse(at));
    const about = new Set<ConceptId>(test?.concepts ?? given.map(({ concept }) => concept));
    return {
      kind: 'test',
      id,
      atMs: Math.max(...(test ? [CHANGED_MS.tests(test)] : []), ...times),
      right: given.filter(({ right }) => right).length,
      answered: given.length,
      asked: test && new Set(test.items).size,
      confidence: given.length === 0 ? null : given.reduce((sum, { confidence }) => sum + confidence, 0) / given.length,
      concepts: CONCEPT_IDS.filter((concept) => about.has(concept)),
      isFinished: test !== null && test.finishedAt !== null,
      isLatest: id === latest?.id,
    };
  });
}

export interface HistoryDay {
  /** `2026-11-23`, by the reader's clock. */
  readonly day: string;
  readonly entries: readonly HistoryEntry[];
}

/** The entries in their order, parted by day. @param timeZone IANA name */
export function byDay(entries: readonly HistoryEntry[], timeZone: string): readonly HistoryDay[] {
  // Written year first.
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return [...grouped(entries, ({ atMs }) => day.format(atMs))].map(([key, list]) => ({ day: key, entries: list }));
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
