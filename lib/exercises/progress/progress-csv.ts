import { toCsv } from '../../measure/series';
import type { ConceptId } from '../concepts';
import type { Evidence, LegEvidence } from '../evidence/evidence';
import type { OfferedExercise, OfferedScenario } from './offered';
import { CHANGED_MS, type ProgressRecords } from './records';
import { scenarioVerdict } from './scenario-verdict';

interface Titles {
  readonly exercises: readonly Pick<OfferedExercise, 'id' | 'title' | 'concepts'>[];
  readonly scenarios: readonly Pick<OfferedScenario, 'id' | 'title'>[];
  concept(id: ConceptId): string;
}

const COLUMNS = [
  'kind',
  'id',
  'title',
  'concepts',
  'at',
  'prediction',
  'confidence',
  'verdict',
  'score',
  'gap_kind',
  'gap',
  'test',
  'set',
  'evidence',
  'excused',
  'sample',
  'simulated',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>;

const EMPTY = {
  gap_kind: null,
  gap: null,
  test: null,
  set: null,
  evidence: null,
  excused: null,
  sample: null,
  simulated: null,
} as const;

/**
 * A row for every graded answer, the oldest first. `prediction` is JSON; `evidence` is JSON too: a list of legs, each with
 * its figures as `[value, low, high]` in the units of the figures (ms, bytes, a second, shares of 1), four digits each.
 * `excused` is JSON as well: `[leg, reason, lane, why]` for all that spoke against a run and was no matter for the question.
 * `sample` says what machine a sample run was measured on; empty = it was the learner's own run. `simulated` is the seed of
 * what was simulated; empty = it was measured.
 * A test question has its concept's name for a title.
 */
export function progressCsv({ attempts, answers }: ProgressRecords, { exercises, scenarios, concept }: Titles): string {
  const rows: { readonly atMs: number; readonly row: Row }[] = [
    ...attempts.flatMap((attempt) => {
      const { exerciseId, commitment, result, legs, set } = attempt;
      if (!commitment || !result) return [];
      const offered = exercises.find(({ id }) => id === exerciseId);
      const row: Row = {
        ...EMPTY,
        kind: 'exercise',
        id: exerciseId,
        title: offered?.title ?? null,
        concepts: offered?.concepts.join(' ') ?? null,
        at: result.at,
        prediction: JSON.stringify(commitment.prediction),
        confidence: commitment.confidence,
        verdict: result.verdict,
        score: result.score,
        gap_kind: result.gap?.kind ?? null,
        gap: result.gap?.value ?? null,
        set,
        evidence: legs.length === 0 ? null : JSON.stringify(legs.map(figuresOf)),
        excused: excusedIn(legs),
        sample: legs.find(({ sample }) => sample)?.sample ?? null,
        simulated: legs.find(({ simulated }) => simulated)?.simulated?.seed ?? null,
      };
      return [{ atMs: Date.parse(result.at), row }];
    }),
    ...answers.map((answer) => {
      const { kind, at, confidence, score } = answer;
      const own =
        kind === 'item'
          ? {
              id: answer.item,
              title: concept(answer.concept),
              concepts: answer.concept,
              prediction: JSON.stringify({ given: answer.given }),
              verdict: answer.right ? 'right' : 'not',
              test: answer.testId,
            }
          : {
              id: answer.scenario,
              title: scenarios.find(({ id }) => id === answer.scenario)?.title ?? null,
              concepts: answer.concepts.join(' '),
              prediction: JSON.stringify({ plan: answer.plan, weights: answer.weights }),
              verdict: scenarioVerdict(score),
            };
      return { atMs: CHANGED_MS.answers(answer), row: { ...EMPTY, kind, at, confidence, score, ...own } };
    }),
  ].sort((a, b) => a.atMs - b.atMs);
  return toCsv({
    columns: COLUMNS,
    rows: rows.map(({ row }) => COLUMNS.map((column) => inert(row[column]))),
  });
}

/** A text that no spreadsheet takes for a formula: one that begins like it gets an apostrophe (OWASP, CSV injection). */
function inert(value: string | number | null): string | number | null {
  return typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}

function excusedIn(legs: readonly LegEvidence[]): string | null {
  const all = legs.flatMap(({ excused = [] }, leg) =>
    excused.map(({ reason, why }) => [leg, reason.id, reason.lane, why]),
  );
  return all.length === 0 ? null : JSON.stringify(all);
}

const digits = (value: number) => Number(value.toPrecision(4));

function figuresOf({ figures }: Evidence[number]) {
  return Object.fromEntries(
    Object.entries(figures).map(([id, { value, low, high }]) => [id, [digits(value), digits(low), digits(high)]]),
  );
}
