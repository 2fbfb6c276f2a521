import 'server-only';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { DataSets } from '../batch/data-sets';
import { UPLOAD_FORMATS, type UploadFormat } from '../engine/wire/console';
import { JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import { SECURITY_HEADERS } from '../server/security-headers';
import { jsonAnswer } from './answer';
import { readBody } from './batch-upload';
import { BYTES_TYPE, DATA_SET_OPERATIONS, exampleOperation, FILE_TYPES } from './data-set-operations';
import { dataSetRequest, exampleQuery, uploadQuery } from './data-set-schemas';
import type { Route } from './route';

const LARGEST_JSON_BYTES = 64 * 1024;

/** `/api/data-sets`: what jobs work on. */
export function dataSetRoutes({ dataSets }: { readonly dataSets: DataSets }): Route[] {
  const { list, create, upload, get, delete: remove, rejects } = DATA_SET_OPERATIONS;
  return [
    { ...list, handler: async () => jsonAnswer({ dataSets: await dataSets.list() }) },
    {
      ...create,
      handler: async (context) => {
        requireType(context, [JSON_TYPE]);
        return created(await dataSets.create(checked(dataSetRequest, await jsonOf(context), 'malformed-request')));
      },
    },
    {
      ...upload,
      handler: async (context) => {
        const { name, model, format } = checked(uploadQuery, context.req.query(), 'unknown-parameter');
        // None that a page of another site may send without asking.
        requireType(context, [FILE_TYPES[format], BYTES_TYPE]);
        const { body, signal, headers } = context.req.raw;
        const announcedBytes = Number(headers.get('content-length') ?? 0) || 0;
        return created(await dataSets.upload({ name, model, format, body, signal, announcedBytes }));
      },
    },
    // Before `/:id`, which would take them.
    ...UPLOAD_FORMATS.map((format) => ({
      ...exampleOperation(format),
      handler: async (context: Context) => {
        const { model } = checked(exampleQuery, context.req.query(), 'unknown-parameter');
        return fileAnswer(await dataSets.example(model, format), format, `${model}-example.${format}`);
      },
    })),
    { ...get, handler: async (context) => jsonAnswer(await dataSets.get(idOf(context))) },
    {
      ...remove,
      handler: async (context) => {
        await dataSets.delete(idOf(context));
        return new Response(null, { status: 204, headers: SECURITY_HEADERS });
      },
    },
    {
      ...rejects,
      handler: async (context) => {
        const id = idOf(context);
        return fileAnswer(await dataSets.rejects(id), 'csv', `rejected-rows-${id.slice(0, 8)}.csv`);
      },
    },
  ];
}

const idOf = (context: Context) => context.req.param('id') ?? '';

function created(info: { readonly id: string }): Response {
  const answer = jsonAnswer(info, 201);
  answer.headers.set('location', `/api/data-sets/${info.id}`);
  return answer;
}

function fileAnswer(bytes: Uint8Array, format: UploadFormat, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...SECURITY_HEADERS,
      'content-type': format === 'csv' ? `${FILE_TYPES.csv}; charset=utf-8; header=present` : FILE_TYPES[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

function requireType(context: Context, types: readonly string[]): void {
  const type = (context.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (types.includes(type)) return;
  throw new TrilaneError('wrong-media-type', `Send ${types.join(' or ')}, not ${type.slice(0, 60) || 'nothing'}.`);
}

async function jsonOf(context: Context): Promise<unknown> {
  const text = new TextDecoder().decode(await readBody(context.req.raw, 0, LARGEST_JSON_BYTES));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TrilaneError('malformed-json', 'The body could not be parsed as JSON.', { cause });
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, code: 'malformed-request' | 'unknown-parameter'): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.');
  throw new TrilaneError(code, `${where ? `"${where}": ` : ''}${issue?.message ?? 'not understood'}.`);
}
