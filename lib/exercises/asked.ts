import type { AskedFigure, Question } from '../measure/fitness';
import { PLAIN_FACTOR } from '../measure/rules';
import type { ModeId } from '../modes';
import type { AnyExercise } from './exercise';
import { TOLERANCES } from './grading/grade';
import { toleranceOf } from './grading/grade-prediction';
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
  const { kind } = exercise.ask;
  switch (kind) {
    case 'order':
      return asked.map(({ figure, lanes }) => ({ kind: 'order', figure, lanes }));
    case 'choose':
    case 'flaw': {
      const within = kind === 'flaw' ? TOLERANCES.factor.right : PLAIN_FACTOR;
      return asked.flatMap(({ figure, lanes }) =>
        lanes.map((lane): Question => ({ kind: 'size', figure, lanes: [lane], within })),
      );
    }
    default: {
      const factor = rightWithin(exercise);
      if (factor === null) return [];
      const within = factor ** (1 / all.length);
      return asked.map(({ figure, lanes }) => ({ kind: 'size', figure, lanes, within }));
    }
  }
}

/** By leg and figure; `null` where some figure that the grade is made of is of another kind. */
function askedOf({ ask, key }: AnyExercise): readonly AskedOf[] | null {
  const found = new Map<string, { leg: number; figure: AskedFigure | null; lanes: ModeId[] }>();
  for (const { leg, figure: id, lane } of key.watch) {
    const figure = isPlainRun(ask.legs[leg]) ? (ASKED[id.split('.')[1] ?? ''] ?? null) : null;
    if (figure === null && isPlainRun(ask.legs[leg])) {
      // The flaw of a report does not hang on figures: what else is drawn may be anything.
      if (ask.kind === 'flaw') continue;
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

/** The factor within which a number is right; `null` where it is right within an amount, or no number. */
function rightWithin(exercise: AnyExercise): number | null {
  const { ask, key } = exercise;
  switch (ask.kind) {
    case 'ratio':
    case 'load':
      return (key.tolerance ?? TOLERANCES.factor).right;
    case 'numeric':
      return onLog(ask.input.scale, exercise);
    case 'crossover':
      return onLog(ask.input.x, exercise);
    default:
      return null;
  }
}

function onLog(scale: Parameters<typeof toleranceOf>[0], { key }: AnyExercise): number | null {
  return scale.kind === 'log' ? toleranceOf(scale, key.tolerance).right : null;
}
