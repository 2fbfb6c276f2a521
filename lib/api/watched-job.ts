import 'server-only';
import type { Context } from 'hono';
import { z } from 'zod';
import type { OpenBatch } from '../batch/open-batch';
import { checked } from './request';

/** What the routes need of the batch system. */
export interface SystemServices {
  readonly system: {
    /** @throws TrilaneError `database-unavailable`, `database-newer` */
    open(): Promise<Pick<OpenBatch, 'database' | 'store'>>;
    nudge(): void;
    readonly dataRoot: string;
  };
}

export const JOB_QUERY = z.strictObject({ job: z.string().max(100).optional() });

/** The job whose detail is asked for. @throws TrilaneError `unknown-parameter` */
export function watchedJobOf(context: Context): string | null {
  return checked(JOB_QUERY, context.req.query(), 'unknown-parameter').job ?? null;
}
