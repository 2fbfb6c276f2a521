import { availableParallelism } from 'node:os';
import { JSON_TYPE } from '../engine/wire/oip';
import type { Services } from '../services/services';
import { modelList } from '../wire/model-list-schema';
import { jsonAnswer } from './answer';
import type { Route } from './route';

export function modelRoutes({ manifest, pool }: Services): Route[] {
  const list = () => ({
    server: {
      runtime: pool.runtime,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      cores: availableParallelism(),
      inferenceThreads: pool.workerCount,
      mostRowsPerBatch: pool.mostRowsPerBatch,
      queueLimit: pool.queueLimit,
    },
    models: manifest.models.map((model) => ({
      ...model,
      versions: model.versions.map((version) => {
        const { modelId, versionId, ...load } = pool.version({ modelId: model.id, versionId: version.id });
        return { ...version, load };
      }),
    })),
  });
  return [
    {
      method: 'get',
      path: '/api/models',
      id: 'listModels',
      tag: 'Models',
      summary: 'All models and versions, and what is loaded',
      answers: [{ status: 200, description: 'The list.', content: { [JSON_TYPE]: modelList } }],
      handler: () => jsonAnswer(list()),
    },
  ];
}
