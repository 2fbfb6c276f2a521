import type { Reading } from '../evidence/reading';
import type { Scale } from '../scale';

type AxisKind = Scale['kind'];
/** A curve with how far off each of its heights may be. */
type ReadCurve = readonly { readonly x: number; readonly y: Reading }[];
type Height = keyof Reading;

const forward = (value: number, kind: AxisKind) => (kind === 'log' ? Math.log(value) : value);
const back = (value: number, kind: AxisKind) => (kind === 'log' ? Math.exp(value) : value);

/**
 * Where two curves first change places. They are straight between their points as they are drawn. The interval reaches as
 * far as the crossings of their lowest and highest heights do, and to the ends of the curves where those do not cross.
 *
 * @param a its points have the same places as those of `b`, x ascending
 * @returns `null` where they do not cross
 */
export function whereTheyCross(a: ReadCurve, b: ReadCurve, xKind: AxisKind, yKind: AxisKind): Reading | null {
  const gapsOf = (ofA: Height, ofB: Height) =>
    a.map(({ x, y }, place) => ({
      x,
      gap: forward(y[ofA], yKind) - forward(b[place]?.y[ofB] ?? Number.NaN, yKind),
    }));
  const gaps = gapsOf('value', 'value');
  const [first] = gaps;
  const last = gaps.at(-1);
  if (!first || !last) return null;
  const isBefore = ({ gap }: { readonly gap: number }) => Math.sign(gap) === Math.sign(first.gap);
  const crossing = (of: typeof gaps, beyond: number | null) => {
    const place = of.findIndex((point) => !isBefore(point));
    const [before, after] = [of[place - 1], of[place]];
    if (!after) return beyond;
    if (!before) return first.x;
    const [from, to] = [forward(before.x, xKind), forward(after.x, xKind)];
    return back(from + ((to - from) * before.gap) / (before.gap - after.gap), xKind);
  };
  const value = crossing(gaps, null);
  if (value === null) return null;
  const others = [gapsOf('low', 'high'), gapsOf('high', 'low')].map((of) => crossing(of, last.x) ?? last.x);
  return { value, low: Math.min(value, ...others), high: Math.max(value, ...others) };
}
