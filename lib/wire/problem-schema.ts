import { z } from 'zod';
import { errorCode } from './error-report-schema';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

export const problem = z
  .object({
    type: z.string(),
    title: z.string().describe('The status in words.'),
    status: z.int(),
    detail: z.string().describe('What was wrong in this very case; safe to show.'),
    code: errorCode.describe('Our own name for it, stable.'),
  })
  .describe('An RFC 9457 problem document.')
  .register(NAMED_SCHEMAS, { id: 'Problem' });
export type Problem = Wire<typeof problem>;
