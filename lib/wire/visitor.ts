import { z } from 'zod';
import { NAMED_SCHEMAS } from './named-schemas';
import { visitorsMay } from './operator-schema';
import type { Wire } from './wire';

export const owner = z
  .string()
  .nullable()
  .describe('Of the browser that made it, as GET /api/visitor tells that browser; null: nobody knows.');

export const visitor = z
  .object({
    owner: z.string().nullable().describe('By which what this browser makes is known.'),
    operator: z.boolean().describe('Whether this browser may change what others made.'),
    shared: z
      .boolean()
      .describe('Whether others than programs of this machine reach the server, so that there is an operator.'),
    visitorsMay,
    most: z.object({
      uploadBytes: z.int().describe('Of one upload from this browser.'),
      rows: z.int().describe('Of one data set or job from this browser.'),
    }),
  })
  .register(NAMED_SCHEMAS, { id: 'Visitor' });
/** What the server tells a browser of itself. */
export type VisitorInfo = Wire<typeof visitor>;
