import 'server-only';
import type { Context } from 'hono';
import type { z } from 'zod';
import { findJsonTrouble, jsonTroubleSentence } from '../engine/wire/json-trouble';
import { JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import { issueSentence } from './issue-sentence';
import { readBody } from './read-body';
import { SECURITY_HEADERS } from './security-headers';

/** The longest JSON body that is no data. */
export const SMALL_JSON_BYTES = 64 * 1024;

/**
 * The JSON body of a request, checked. Nothing but JSON is taken: a form of another site cannot send that.
 * @throws TrilaneError `wrong-media-type`, `too-large`, `malformed-json`, `malformed-request`
 */
export async function bodyOf<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  requireType(context, [JSON_TYPE]);
  return checked(schema, await jsonOf(context), 'malformed-request');
}

/** @throws TrilaneError `too-large`, `malformed-json` */
export async function jsonOf(context: Context): Promise<unknown> {
  return parsedJson(await readBody(context.req.raw, SMALL_JSON_BYTES));
}

/** @throws TrilaneError `malformed-json` */
export function parsedJson(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const trouble = findJsonTrouble(text);
    const detail = trouble ? jsonTroubleSentence(text, trouble) : 'The body could not be parsed as JSON.';
    throw new TrilaneError('malformed-json', detail, { cause });
  }
}

/** @throws TrilaneError `wrong-media-type` */
export function requireType(context: Context, types: readonly string[]): void {
  const type = mediaTypeOf(context);
  if (types.includes(type)) return;
  throw new TrilaneError('wrong-media-type', `Send ${types.join(' or ')}, not ${type.slice(0, 60) || 'nothing'}.`);
}

export function mediaTypeOf(context: Context): string {
  return (context.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** @throws TrilaneError `code`, with what is wrong first */
export function checked<T>(schema: z.ZodType<T>, value: unknown, code: 'malformed-request' | 'unknown-parameter'): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new TrilaneError(code, issue ? issueSentence(issue) : 'The request was not understood.');
}

export function idOf(context: Context): string {
  return context.req.param('id') ?? '';
}

export function noContent(): Response {
  return new Response(null, { status: 204, headers: SECURITY_HEADERS });
}
