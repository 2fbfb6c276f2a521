import { z } from 'zod';
import { FRESH_STARTS } from '../engine/wire/fresh-start';
import { JSON_TYPE } from '../engine/wire/oip';
import type { Services } from '../services/services';
import { jsonAnswer } from './answer';
import { bodyOf } from './request';
import type { Route } from './route';
import { NAMED_SCHEMAS } from './schema-registry';

const freshStartRequest = z
  .strictObject({
    model: z.string(),
    version: z.string(),
    as: z.enum(FRESH_STARTS).describe('A thread of the running server, or a process of its own.'),
  })
  .register(NAMED_SCHEMAS, { id: 'FreshStartRequest' });

const freshStartReport = z
  .object({
    startMs: z.number().describe('Until the thread or process is up and has the runtime’s code.'),
    readMs: z.number().describe('Reading the model’s file and checking its hash.'),
    compileMs: z.number(),
    itemsMs: z.array(z.number()).describe('One item each, in order; the first is the first run.'),
    sha256: z.string().describe('Of the bytes that were loaded.'),
    environment: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .describe('A start from nothing, its parts apart, timed on the server.')
  .register(NAMED_SCHEMAS, { id: 'FreshStartReport' });

/** `/api/fresh-starts`: what a start from nothing takes, beside the lanes that stay warm. */
export function freshStartRoutes({ freshStarts }: Pick<Services, 'freshStarts'>): Route[] {
  return [
    {
      method: 'post',
      path: '/api/fresh-starts',
      id: 'startAfresh',
      tag: 'Measuring',
      summary: 'Start a model afresh and time it',
      description:
        'In a new thread or process that ends afterwards: start, load, a first run, and some more. ' +
        'The threads and processes that serve stay as they are. One at a time.',
      requestBody: { description: 'What to start.', content: { [JSON_TYPE]: freshStartRequest } },
      answers: [{ status: 200, description: 'How long each part took.', content: { [JSON_TYPE]: freshStartReport } }],
      errors: [
        'malformed-json',
        'malformed-request',
        'unknown-model',
        'unknown-version',
        'too-large',
        'wrong-media-type',
        'queue-full',
        'model-load-failed',
        'engine-died',
        'timed-out',
      ],
      handler: async (context) => {
        const { model, version, as } = await bodyOf(context, freshStartRequest);
        return jsonAnswer(await freshStarts.start({ modelId: model, versionId: version }, as));
      },
    },
  ];
}
