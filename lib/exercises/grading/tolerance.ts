import type { Scale } from '../scale';

/** From which distance on an answer is only partly right, and from which on it is not: factors on a logarithmic scale, units on a linear one. */
export interface Tolerance {
  readonly right: number;
  readonly partly: number;
}

/** Of a number. Honest repeats on one device differ by a third or less; what is taken for the same is wider. */
export const TOLERANCES = { factor: { right: 2, partly: 5 } } as const satisfies Record<string, Tolerance>;

/** How near a number must be. On a linear scale a tenth of it is right, a quarter partly, unless an exercise says otherwise. */
export function toleranceOf(
  { kind, least, most }: Pick<Scale, 'kind' | 'least' | 'most'>,
  own: Tolerance | undefined,
): Tolerance {
  if (own) return own;
  return kind === 'log' ? TOLERANCES.factor : { right: (most - least) / 10, partly: (most - least) / 4 };
}
