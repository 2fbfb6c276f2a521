import 'server-only';
import { z } from 'zod';
import { requireOperator } from '../access/access';
import { setArrivals } from '../batch/data/arrivals';
import type { DataSets } from '../batch/data/data-sets';
import { JSON_TYPE } from '../engine/wire/oip';
import { ARRIVALS_PER_SECOND } from '../wire/batch-system';
import { dataSet } from '../wire/data-set-schema';
import { NAMED_SCHEMAS } from '../wire/named-schemas';
import { jsonAnswer } from './answer';
import { callerOf } from './caller';
import { bodyOf, idOf } from './request';
import { MALFORMED, type Route, UNAVAILABLE } from './route';
import type { SystemServices } from './watched-job';

export interface ArrivalServices extends SystemServices {
  readonly dataSets: Pick<DataSets, 'get'>;
}

const arrivals = z
  .strictObject({
    perSecond: z.number().min(ARRIVALS_PER_SECOND.least).max(ARRIVALS_PER_SECOND.most),
    running: z.boolean(),
  })
  .register(NAMED_SCHEMAS, { id: 'Arrivals' });

/** `/api/data-sets/:id/arrivals`: lets rows arrive. */
export function arrivalRoutes({ system, dataSets }: ArrivalServices): Route[] {
  return [
    {
      method: 'put',
      path: '/api/data-sets/:id/arrivals',
      id: 'setArrivals',
      tag: 'Batch system',
      summary: 'Let rows arrive at a rate, or stop them',
      requestBody: { description: 'Rows a second, and whether they come.', content: { [JSON_TYPE]: arrivals } },
      answers: [{ status: 200, description: 'The data set.', content: { [JSON_TYPE]: dataSet } }],
      errors: [...MALFORMED, 'operator-key-needed', 'unknown-data-set', 'wrong-state', ...UNAVAILABLE],
      handler: async (context) => {
        requireOperator(callerOf(context), 'To let rows arrive by themselves');
        const change = await bodyOf(context, arrivals);
        await setArrivals((await system.open()).database, idOf(context), change);
        system.nudge();
        return jsonAnswer(await dataSets.get(idOf(context)));
      },
    },
  ];
}
