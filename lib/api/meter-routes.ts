import { JSON_TYPE } from '../engine/wire/oip';
import type { Services } from '../services/services';
import { meterReport, meterStarted } from '../wire/meter-schema';
import { jsonAnswer, textAnswer } from './answer';
import { callerOf } from './caller';
import type { Route } from './route';

export function meterRoutes({ meters, metrics }: Services): Route[] {
  return [
    {
      method: 'post',
      path: '/api/meters',
      id: 'startMeter',
      tag: 'Measuring',
      summary: 'Start to measure what the server uses',
      description:
        'Requests and jobs that send its id in the header Trilane-Meter are its own. A meter that nobody stops is forgotten after 15 minutes, one for which nothing is done after 3. Where too many are open, the one that was not used for longest goes.',
      answers: [{ status: 201, description: 'It runs.', content: { [JSON_TYPE]: meterStarted } }],
      handler: async (context) => {
        return jsonAnswer({ id: await meters.start(callerOf(context).address) }, 201);
      },
    },
    {
      method: 'delete',
      path: '/api/meters/:id',
      id: 'stopMeter',
      tag: 'Measuring',
      summary: 'Stop a meter and read it',
      answers: [{ status: 200, description: 'What was used meanwhile.', content: { [JSON_TYPE]: meterReport } }],
      errors: ['unknown-job'],
      handler: async (context) => jsonAnswer(await meters.stop(context.req.param('id') ?? '')),
    },
    {
      method: 'get',
      path: '/api/metrics',
      id: 'metrics',
      tag: 'Measuring',
      summary: 'Counters for Prometheus',
      answers: [{ status: 200, description: 'In the Prometheus text format.', content: { 'text/plain': null } }],
      handler: async () => {
        const { contentType, body } = await metrics.text();
        return textAnswer(body, contentType);
      },
    },
  ];
}
