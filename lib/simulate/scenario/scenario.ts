import { z } from 'zod';
import { arrivals } from './arrivals-schema';
import { clients } from './clients-schema';
import { lanes } from './lanes-schema';
import { MOST_REPLICATIONS, MOST_REQUESTS } from './limits';

export type { Arrivals } from './arrivals-schema';
export type { Clients } from './clients-schema';
export type { Distribution, ServiceTimes } from './times-schema';

/** What is simulated: all of it, so that the same scenario gives the same events everywhere. */
export const scenario = z.strictObject({
  version: z.literal(1),
  seed: z.int().min(0).max(4_294_967_295).describe('The same seed gives the same events.'),
  requests: z.int().min(1).max(MOST_REQUESTS).describe('So many are played into each lane.'),
  replications: z
    .int()
    .min(1)
    .max(MOST_REPLICATIONS)
    .default(1)
    .describe('Played so often, each by chance of its own.'),
  warmUp: z
    .union([z.literal('found'), z.int().min(0).max(MOST_REQUESTS)])
    .default('found')
    .describe('Requests at the start that figures leave out; found = by MSER-5.'),
  model: z
    .strictObject({ modelId: z.string().max(100), versionId: z.string().max(100) })
    .optional()
    .describe('Whose service times these are; they are given all the same.'),
  arrivals: arrivals.describe('How requests come. Time 0 is a Monday, 0:00 UTC.'),
  clients: clients.optional().describe('Who asks; left out = one client, without a network in between.'),
  lanes: lanes.describe('Each lane that is named is played with the same requests.'),
});
export type Scenario = z.infer<typeof scenario>;
/** As it is written: what has a default may be left out. */
export type ScenarioInput = z.input<typeof scenario>;
