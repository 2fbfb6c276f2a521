import type { Story } from './use-source';

/** Ms of the trace in a ms. The made-up story is slow already; answers of a real run take ms. */
export const SPEEDS = { how: [0.25, 0.5, 1, 2], run: [0.01, 0.1, 0.5, 1, 2] } as const satisfies Record<
  Story,
  readonly number[]
>;
export const FIRST_SPEED = { how: 0.5, run: 0.1 } as const satisfies Record<Story, number>;

type Speed = (typeof SPEEDS)[Story][number];
/** Its name in the catalogue, under `controls`. */
export const SPEED_NAME = {
  0.01: 'hundredth',
  0.1: 'tenth',
  0.25: 'quarter',
  0.5: 'half',
  1: 'real',
  2: 'twice',
} as const satisfies Record<Speed, string>;

/** The next faster or slower speed, or the same at the end. */
export function nextSpeed(story: Story, speed: number, direction: 1 | -1): number {
  const speeds: readonly number[] = SPEEDS[story];
  return speeds[speeds.indexOf(speed) + direction] ?? speed;
}

/** A telling moment: the pile stands, and every lane is busy. ms */
export const FIRST_MS = { how: 2900, run: 0 } as const satisfies Record<Story, number>;
