import 'server-only';
import type { Context } from 'hono';
import type { DataSets } from '../batch/data/data-sets';
import { UPLOAD_FORMATS, type UploadFormat } from '../wire/batch-system';
import { dataSetRequest, exampleQuery } from '../wire/data-set-schema';
import { pageOf, pageQuery } from '../wire/page-query';
import { uploadQuery } from '../wire/upload';
import { jsonAnswer } from './answer';
import { callerOf } from './caller';
import { BYTES_TYPE, DATA_SET_OPERATIONS, exampleOperation, FILE_TYPES } from './data-set-operations';
import { requirePlain } from './read-body';
import { bodyOf, checked, idOf, noContent, requireType } from './request';
import type { Route } from './route';
import { SECURITY_HEADERS } from './security-headers';

/** `/api/data-sets`: what jobs work on. */
export function dataSetRoutes({ dataSets }: { readonly dataSets: DataSets }): Route[] {
  const { list, create, upload, get, delete: remove, rejects } = DATA_SET_OPERATIONS;
  return [
    {
      ...list,
      handler: async (context) => {
        const page = pageOf(checked(pageQuery, context.req.query(), 'unknown-parameter'));
        if (!page) return jsonAnswer({ dataSets: await dataSets.list() });
        const { entries, next } = await dataSets.page(page);
        return jsonAnswer({ dataSets: entries, next });
      },
    },
    {
      ...create,
      handler: async (context) =>
        created(await dataSets.create(await bodyOf(context, dataSetRequest), callerOf(context))),
    },
    {
      ...upload,
      handler: async (context) => {
        const { name, model, format, ...wishes } = checked(uploadQuery, context.req.query(), 'unknown-parameter');
        // Not the types of a form, which a page of another site may send without asking.
        requireType(context, [FILE_TYPES[format], BYTES_TYPE]);
        requirePlain(context.req.raw);
        const { body, signal, headers } = context.req.raw;
        const announcedBytes = Number(headers.get('content-length') ?? 0) || 0;
        const file = { name, model, format, wishes, body, signal, announcedBytes };
        return created(await dataSets.upload(file, callerOf(context)));
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
        await dataSets.delete(idOf(context), callerOf(context));
        return noContent();
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
