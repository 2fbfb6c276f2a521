import { z } from 'zod';
import { LEAST_MBPS, LEAST_PERIOD_MS, MOST_BYTES, MOST_DEVICES, MOST_PERIOD_MS } from './limits';
import { distribution, ms } from './times-schema';

const period = z.number().min(LEAST_PERIOD_MS).max(MOST_PERIOD_MS);
const megabits = z.number().min(LEAST_MBPS).max(1e6).nullable().default(null).describe('Mbit/s; null = not limited.');

/** Of each device or connection by itself, or of all that share it: up and down in turn, each for an exponential time. */
const spells = z.strictObject({
  everyMs: period.describe('Mean time from the end of one to the start of the next.'),
  lastsMs: period.describe('Mean.'),
});
export type Spells = z.infer<typeof spells>;

export const network = z.strictObject({
  roundTripMs: distribution.describe('There and back together, without the time for the bytes.'),
  upMbps: megabits,
  downMbps: megabits,
  lossShare: z.number().min(0).max(0.9).default(0).describe('Chance that a message is lost and has to be sent again.'),
  resendAfterMs: ms.default(1000).describe('Before the first resend; twice as long before each further one.'),
  outages: spells.nullable().default(null).describe('Of the network, for all of its class at once.'),
});
export type Network = z.infer<typeof network>;

const battery = z.strictObject({
  joules: z.number().positive().max(1e9).describe('What one charge holds for this use.'),
  chargedEveryMs: period.describe('Full again then.'),
  joulesPerBusySecond: z.number().min(0).max(1e6),
  saverBelow: z.number().min(0).max(1).default(0).describe('Share of the charge below which the device slows down.'),
  saverSlowdown: z.number().min(1).max(100).default(1),
});

const heat = z.strictObject({
  busyMost: z.number().gt(0).max(1).describe('Share of recent time that it can be busy without slowing down.'),
  overMs: period.describe('What counts as recent: its time constant.'),
  slowdown: z.number().min(1).max(100),
});

const clientClass = z.strictObject({
  name: z.string().min(1).max(60),
  share: z.number().gt(0).max(1e6).describe('Weight among the classes.'),
  slowdown: z.number().min(0.01).max(1000).default(1).describe('How many times as long the model takes on it.'),
  network: network.nullable().default(null).describe('null = no delay.'),
  offline: spells.nullable().default(null).describe('Of each device by itself.'),
  battery: battery.nullable().default(null),
  heat: heat.nullable().default(null),
});
export type ClientClass = z.infer<typeof clientClass>;

export const clients = z.strictObject({
  count: z.int().min(1).max(MOST_DEVICES),
  requestBytes: z.number().min(0).max(MOST_BYTES).default(0),
  answerBytes: z.number().min(0).max(MOST_BYTES).default(0),
  classes: z.array(clientClass).min(1).max(12),
});
export type Clients = z.infer<typeof clients>;
