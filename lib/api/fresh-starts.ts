import { JSON_TYPE } from '../engine/wire/oip';
import type { Services } from '../services/services';
import { freshStartReport, freshStartRequest } from '../wire/fresh-start-schema';
import { jsonAnswer } from './answer';
import { bodyOf } from './request';
import type { Route } from './route';

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
