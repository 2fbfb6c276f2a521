import type { AskedFigure, Question } from '../measure/fitness';
import type { ModeId } from '../modes';
import { numberOf } from './asked-number';
import type { AnyExercise } from './exercise';
import { kindOf } from './kinds/kind-of';
import { isPlainRun } from './leg';

/** What the judge of runs calls the figures of an exercise (`LaneFigure`). Of the others it is not known what disturbs them. */
const ASKED: Readonly<Record<string, AskedFigure>> = {
  median: 'p50',
  p90: 'p90',
  p99: 'p99',
  rate: 'throughput',
  'compute-rate': 'work-rate',
  cpu: 'cpu',
  joules: 'energy',
  memory: 'memory',
  'bytes-sent': 'bytes',
};

/** One figure of one leg that the answer is about, in its lanes. */
interface AskedOf {
  readonly leg: number;
  /** `null` = of a search or another study, which have rules of their own. */
  readonly figure: AskedFigure | null;
  readonly lanes: readonly ModeId[];
}

/**
 * What a leg is to answer (SPEC 5.11), from what the exercise draws and how it grades: an order asks for the order of its
 * lanes; a number asks how large its figures are, each as near as they must be together for the best grade; where the
 * grade is not made of the figures' sizes, each of them is asked for by itself. A leg may say otherwise (`asks`).
 * @returns none where nothing is known of what disturbs the figures: the run has to be valid
 */
export function questionsOf(exercise: AnyExercise, leg: number): readonly Question[] {
  const own = exercise.ask.legs[leg]?.asks;
  if (own) return own;
  const all = askedOf(exercise);
  if (all === null) return [];
  const asked = all.flatMap(({ leg: at, figure, lanes }) => (at === leg && figure ? [{ figure, lanes }] : []));
  const asking = kindOf(exercise.ask.kind).asks;
  switch (asking?.of) {
    case 'order': {
      const { rule } = exercise.key;
      const near =
        rule && typeof rule === 'object' && 'near' in rule && rule.near
          ? { near: { lanes: rule.near.ids, within: rule.near.within } }
          : {};
      return asked.map(({ figure, lanes }) => ({ kind: 'order', figure, lanes, ...near }));
    }
    case 'each': {
      const { within } = asking;
      return asked.flatMap(({ figure, lanes }) =>
        lanes.map((lane): Question => ({ kind: 'size', figure, lanes: [lane], within })),
      );
    }
    case 'all': {
      const near = numberOf(exercise);
      if (near?.scale.kind !== 'log') return [];
      const within = near.tolerance.right ** (1 / all.length);
      return asked.map(({ figure, lanes }) => ({ kind: 'size', figure, lanes, within }));
    }
    default:
      return [];
  }
}

/** By leg and figure; `null` where some figure that the grade is made of is of another kind. */
function askedOf({ ask, key }: AnyExercise): readonly AskedOf[] | null {
  const found = new Map<string, { leg: number; figure: AskedFigure | null; lanes: ModeId[] }>();
  for (const { leg, figure: id, lane } of key.watch) {
    const figure = isPlainRun(ask.legs[leg]) ? (ASKED[id.split('.')[1] ?? ''] ?? null) : null;
    if (figure === null && isPlainRun(ask.legs[leg])) {
      const asking = kindOf(ask.kind).asks;
      if (asking?.of === 'each' && asking.others === 'any') continue;
      return null;
    }
    const place = `${leg} ${figure}`;
    const lanes = lane ? [lane] : [];
    const before = found.get(place);
    if (before) before.lanes.push(...lanes);
    else found.set(place, { leg, figure, lanes });
  }
  return [...found.values()];
}
