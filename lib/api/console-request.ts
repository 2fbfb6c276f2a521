import 'server-only';
import type { Context } from 'hono';
import { z } from 'zod';
import type { OpenBatch } from '../batch/batch-system';
import { JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import { SECURITY_HEADERS } from '../server/security-headers';
import { readBody } from './batch-upload';

/** What the routes need of the batch system. */
export interface SystemServices {
  readonly system: {
    /** @throws TrilaneError `database-unavailable`, `database-newer` */
    open(): Promise<Pick<OpenBatch, 'database' | 'store'>>;
    nudge(): void;
  };
}

const LARGEST_JSON_BYTES = 64 * 1024;

/**
 * The JSON body of a request, checked. Nothing but JSON is taken: a form of another site cannot send that.
 * @throws TrilaneError `wrong-media-type`, `too-large`, `malformed-json`, `malformed-request`
 */
export async function bodyOf<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  requireJson(context);
  const text = new TextDecoder().decode(await readBody(context.req.raw, 0, LARGEST_JSON_BYTES));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TrilaneError('malformed-json', 'The body could not be parsed as JSON.', { cause });
  }
  return checked(schema, value, 'malformed-request');
}

const JOB_QUERY = z.strictObject({ job: z.string().max(100).optional() });

/** The job whose detail is asked for. @throws TrilaneError `unknown-parameter` */
export function watchedJobOf(context: Context): string | null {
  return checked(JOB_QUERY, context.req.query(), 'unknown-parameter').job ?? null;
}

export function idOf(context: Context): string {
  return context.req.param('id') ?? '';
}

export function noContent(): Response {
  return new Response(null, { status: 204, headers: SECURITY_HEADERS });
}

function requireJson(context: Context): void {
  const type = (context.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === JSON_TYPE) return;
  throw new TrilaneError('wrong-media-type', `Send ${JSON_TYPE}, not ${type.slice(0, 60) || 'nothing'}.`);
}

function checked<T>(schema: z.ZodType<T>, value: unknown, code: 'malformed-request' | 'unknown-parameter'): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.');
  throw new TrilaneError(code, `${where ? `"${where}": ` : ''}${issue?.message ?? 'not understood'}.`);
}
