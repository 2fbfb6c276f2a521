import { z } from 'zod';
import { crossingOf } from '../drawing/crossing';
import type { CurvesInput, MeasuredCurves } from '../drawing/curve';
import { whereTheyCross } from '../drawing/where-they-cross';
import type { Evidence } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { gradeScore } from '../grading/grade';
import { toleranceOf } from '../grading/tolerance';
import { option } from '../option';
import { scale } from '../scale';
import { readTerm, type Term } from '../term';
import { finite, type Kind, placed, text } from './kind';
import { gradeNumber, isWithin } from './number';

/** `null` = they do not cross in the range. */
const prediction = z.strictObject({ kind: z.literal('crossover'), at: finite.nullable() });
/** Here a prediction's `null` is "never". */
const draft = z.strictObject({ kind: z.literal('crossover'), at: placed.or(z.literal('never')) });

export interface Crossover {
  readonly input: CurvesInput;
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  readonly truth: MeasuredCurves;
  readonly truthRule: LineRule | PointsRule;
  readonly outcomeRule: never;
}

/** A curve that stays at a height, and one that rises with x by so much a step; each with what is measured of it. */
interface LineRule {
  readonly flat: readonly [curve: string, height: Term];
  readonly rising: readonly [curve: string, slope: Term];
  /** Where they are drawn, x ascending. */
  readonly places: readonly number[];
  /** A crossing beyond the range is taken for one all the same. */
  readonly anywhere?: boolean;
}

/** Two curves that are known at some places, x ascending, and are straight between them as they are drawn. */
interface PointsRule {
  readonly points: readonly { readonly x: number; readonly y: Readonly<Record<string, Term>> }[];
}

/** Where two curves cross. */
export const crossover: Kind<Crossover> = {
  input: z.strictObject({
    x: scale.extend({ label: text }),
    y: scale.pick({ unit: true, kind: true }).extend({ label: text }),
    curves: z.array(option).min(2),
    never: text,
  }),
  prediction,
  draft,
  empty: { kind: 'crossover', at: null },
  prune: (_, made) => made,
  whole: (made) => (made.at === null ? null : { ...made, at: made.at === 'never' ? null : made.at }),
  draftOf: (made) => ({ ...made, at: made.at ?? 'never' }),
  fits: ({ x }, { at }) => at === null || isWithin(x, at),
  options: () => [],
  number: { scale: ({ x }) => x, of: ({ at }) => at, measured: ({ at }) => at },
  truth(rule, { input, evidence }) {
    if ('points' in rule) return crossingOfPoints(rule, input, evidence);
    const { flat, rising, places, anywhere = false } = rule;
    const height = readTerm(evidence, flat[1]);
    const slope = readTerm(evidence, rising[1]);
    const at = ratioOf(height, slope);
    if (!height || !slope || !at || height.low <= 0) return null;
    return {
      at: anywhere || isWithin(input.x, at.value) ? at : null,
      curves: {
        [flat[0]]: places.map((x) => ({ x, y: height.value })),
        [rising[0]]: places.map((x) => ({ x, y: x * slope.value })),
      },
    };
  },
  outcome(_, { prediction: { at }, truth }, { verdict }) {
    if (truth.at === null) return verdict === 'right' ? 'none-right' : 'none';
    if (verdict === 'right') return 'right';
    return at === null ? 'never' : at > truth.at.value ? 'late' : 'early';
  },
  grade: ({ input, prediction: { at }, truth, tolerance }) =>
    at === null || truth.at === null
      ? gradeScore(at === truth.at ? 1 : 0)
      : gradeNumber(input.x, at, truth.at, tolerance),
  asks: { of: 'all' },
  drawing: ({ input, prediction, truth, tolerance }) =>
    crossingOf(input, prediction.at, truth, toleranceOf(input.x, tolerance)),
};

function crossingOfPoints({ points }: PointsRule, { x, y, curves }: CurvesInput, evidence: Evidence) {
  const ids = curves.map(({ id }) => id);
  const known = points.map((point) => ({
    x: point.x,
    y: ids.map((id) => readTerm(evidence, point.y[id] ?? Number.NaN)),
  }));
  const [first, second] = [0, 1].map((place) =>
    known.flatMap((point) => {
      const reading = point.y[place];
      return reading ? [{ x: point.x, y: reading }] : [];
    }),
  );
  if (!first || !second || first.length < points.length || second.length < points.length) return null;
  const heights = (curve: typeof first) => curve.map((point) => ({ x: point.x, y: point.y.value }));
  return {
    at: whereTheyCross(first, second, x.kind, y.kind),
    curves: Object.fromEntries([first, second].map((curve, place) => [ids[place] ?? '', heights(curve)])),
  };
}
