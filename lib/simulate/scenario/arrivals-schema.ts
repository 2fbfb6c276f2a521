import { z } from 'zod';
import { LEAST_PERIOD_MS, LEAST_RATE, MOST_LOOPS, MOST_PERIOD_MS, MOST_RATE, MOST_SAMPLES } from './limits';
import { distribution, ms } from './times-schema';

const perSecond = z.number().min(LEAST_RATE).max(MOST_RATE);
const peakFactor = z
  .number()
  .min(1)
  .max(24)
  .describe('The rate at the busiest moment of a day over the mean of that day.');
const peakHour = z.number().min(0).lt(24).describe('Of the busiest moment: hour of the day, 0 .. 24, UTC.');
const weekendFactor = z.number().min(0).max(10).describe('Saturday and Sunday over a working day.');

/** How requests come. Time 0 is midnight from Sunday to Monday, UTC. */
export const arrivals = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), perSecond }).describe('Equal gaps.'),
  z.strictObject({ kind: z.literal('poisson'), perSecond }).describe('Exponential gaps.'),
  z
    .strictObject({
      kind: z.literal('bursts'),
      perSecond: perSecond.describe('Mean over a period.'),
      periodMs: z.number().min(LEAST_PERIOD_MS).max(MOST_PERIOD_MS),
      share: z.number().gt(0).max(1).describe('Of each period, its first part, in which everything comes.'),
    })
    .describe('A Poisson process that comes in bursts.'),
  z
    .strictObject({
      kind: z.literal('ramp'),
      fromPerSecond: z.number().min(0).max(MOST_RATE),
      toPerSecond: perSecond,
      overMs: z.number().min(LEAST_PERIOD_MS).max(MOST_PERIOD_MS).describe('From then on, the rate stays.'),
    })
    .describe('A Poisson process whose rate grows or falls evenly.'),
  z
    .strictObject({
      kind: z.literal('daily'),
      perSecond,
      peakFactor,
      peakHour,
      weekendFactor: weekendFactor.default(1),
    })
    .describe('A Poisson process over days and weeks; perSecond is the mean of a week.'),
  z
    .strictObject({
      kind: z.literal('users'),
      users: z.number().min(1).max(1e10),
      requestsPerDay: z.number().min(LEAST_RATE).max(100_000).describe('Of each user.'),
      peakFactor: peakFactor.default(1),
      peakHour: peakHour.default(19),
      weekendFactor: weekendFactor.default(1),
    })
    .describe('As daily, with the rate from users x requests a day.'),
  z
    .strictObject({ kind: z.literal('trace'), gapsMs: z.array(ms).min(1).max(MOST_SAMPLES) })
    .refine(({ gapsMs }) => gapsMs.some((gap) => gap > 0), { path: ['gapsMs'], message: 'must hold a gap above 0' })
    .describe('Recorded gaps, from the start again when they are used up.'),
  z
    .strictObject({
      kind: z.literal('closed'),
      users: z.int().min(1).max(MOST_LOOPS).describe('Each asks again when it has been answered and has thought.'),
      thinkMs: distribution,
    })
    .describe('A closed loop.'),
]);
export type Arrivals = z.infer<typeof arrivals>;
