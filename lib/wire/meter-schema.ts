import { z } from 'zod';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

/** The processes whose CPU time a lane on the server is charged with. */
export const METERED_PROCESSES = ['server', 'batch-worker', 'database'] as const;
export type MeteredProcess = (typeof METERED_PROCESSES)[number];

export const meterStarted = z.object({ id: z.string() }).register(NAMED_SCHEMAS, { id: 'MeterStarted' });

export const meterReport = z
  .object({
    cpuSeconds: z
      .number()
      .describe('CPU time of the work of the meter’s own requests and jobs: its share, without what is spent anyway.'),
    idleSeconds: z
      .number()
      .nullable()
      .describe(
        'What the processes would have spent anyway; null where no time at rest was seen, and nothing taken off.',
      ),
    othersSeconds: z.number().describe('CPU time of the work of others meanwhile.'),
    isShared: z.boolean().describe('Others worked meanwhile, so the own part is estimated.'),
    processes: z.array(z.enum(METERED_PROCESSES)).describe('What was counted. A database elsewhere cannot be.'),
    wallSeconds: z.number(),
    peakRssBytes: z.number().describe('Of the server process.'),
    eventLoopUtilisation: z.number().describe('Share of the time the serving thread was busy, 0 to 1.'),
    workerUtilisation: z.array(z.number()).describe('The same for each inference thread.'),
    bytes: z
      .object({ received: z.number(), sent: z.number() })
      .nullable()
      .describe('Of the meter’s own requests, headers included; null where the server does not see its connections.'),
  })
  .register(NAMED_SCHEMAS, { id: 'MeterReport' });

/** What was used between the start and the stop of a meter (SPEC 7.7). */
export type MeterReport = Wire<typeof meterReport>;
