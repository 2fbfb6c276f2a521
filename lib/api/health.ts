import { z } from 'zod';
import { createBatchHealth } from '../batch/batch-health';
import type { BatchSystem } from '../batch/batch-system';
import { JSON_TYPE } from '../engine/wire/oip';
import { jsonAnswer } from './answer';
import type { Route } from './route';

const batchReady = z.object({ ready: z.literal(true), database: z.enum(['embedded', 'postgresql']) });

/** `/api/health/batch`: the readiness of the batch system. That of the models is the protocol's, `/v2/health/ready`. */
export function healthRoutes({ system }: { readonly system: Pick<BatchSystem, 'state' | 'opened'> }): Route[] {
  const check = createBatchHealth(system);
  return [
    {
      method: 'get',
      path: '/api/health/batch',
      id: 'batchReady',
      tag: 'Batch system',
      summary: 'Whether the batch system can take jobs and work on them',
      description:
        'Its database answers, and the workers that this server should have are there. If not, why. The models: /v2/health/ready.',
      answers: [{ status: 200, description: 'It can.', content: { [JSON_TYPE]: batchReady } }],
      errors: ['not-ready', 'database-unavailable', 'database-newer'],
      handler: async () => {
        await check();
        return jsonAnswer({ ready: true, database: system.state().database });
      },
    },
  ];
}
