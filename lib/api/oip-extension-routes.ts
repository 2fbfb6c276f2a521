import type { Context } from 'hono';
import { JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import type { ModelTarget } from '../model/manifest';
import type { Services } from '../services/services';
import { jsonAnswer } from './answer';
import { findTarget } from './find-target';
import * as schemas from './oip-extension-schemas';
import { indexEntry, modelConfig, statisticsEntry } from './oip-extensions';
import { readInferBody } from './read-body';
import { checked, parsedJson, SMALL_JSON_BYTES } from './request';
import type { Route } from './route';

/** What `GET /v2` says the server speaks beside the protocol itself, by Triton's names. */
export const EXTENSIONS = [
  'binary_tensor_data',
  'classification',
  'model_configuration',
  'model_repository',
  'statistics',
] as const;

/** Triton's other extensions that have paths of their own, each by how these go on behind `/v2/` or a model. */
const NOT_SERVED =
  /^\/v2\/(?:models\/[^/]+\/(?:versions\/[^/]+\/)?)?(trace|logging|systemsharedmemory|cudasharedmemory|generate)/;
const NAMES: Readonly<Record<string, string>> = {
  systemsharedmemory: 'system_shared_memory',
  cudasharedmemory: 'cuda_shared_memory',
};

/** The extension of Triton's to which a path belongs that is not served, by its name. */
export function extensionOf(path: string): string | undefined {
  const found = NOT_SERVED.exec(path)?.[1];
  return found && (NAMES[found] ?? found);
}

const UNKNOWN = ['unknown-model', 'unknown-version'] as const;

/** Of a model, and of all; these come before the routes of a model, whose name might be "stats". */
export function oipExtensionRoutes(services: Services): Route[] {
  return [
    statisticsRoute('/v2/models/stats', 'allStatistics', 'all versions of all models', services, () =>
      services.pool.versions(),
    ),
    ...modelRoutes('/v2/models/:model', services),
    ...modelRoutes('/v2/models/:model/versions/:version', services),
    ...repositoryRoutes(services),
  ];
}

function modelRoutes(path: string, services: Services): Route[] {
  const { manifest, pool } = services;
  const ofVersion = path.endsWith(':version');
  const suffix = ofVersion ? 'Version' : '';
  const find = (context: Context) =>
    findTarget(manifest, context.req.param('model') ?? '', context.req.param('version'));
  const which = ofVersion ? 'one version of a model' : 'all versions of a model';
  return [
    statisticsRoute(`${path}/stats`, `modelStatistics${suffix}`, which, services, (context) => {
      const { model, target } = find(context);
      return ofVersion ? [target] : model.versions.map(({ id }) => ({ modelId: model.id, versionId: id }));
    }),
    {
      method: 'get',
      path: `${path}/config`,
      id: `modelConfiguration${suffix}`,
      tag: 'Models',
      summary: `Configuration of ${ofVersion ? which : 'the default version of a model'}, as Triton writes it`,
      answers: [{ status: 200, description: 'The configuration.', content: { [JSON_TYPE]: schemas.modelConfig } }],
      errors: UNKNOWN,
      handler: (context) => {
        const { model, version } = find(context);
        return jsonAnswer(modelConfig(model, version, pool));
      },
    },
  ];
}

function statisticsRoute(
  path: string,
  id: string,
  which: string,
  { statistics }: Services,
  targets: (context: Context) => readonly ModelTarget[],
): Route {
  return {
    method: 'get',
    path,
    id,
    tag: 'Measuring',
    summary: `What was done since the start by ${which}`,
    description: "Triton's statistics extension: requests, executions of the model, and where the time went.",
    answers: [{ status: 200, description: 'The counters.', content: { [JSON_TYPE]: schemas.modelStatistics } }],
    ...(path.includes(':') && { errors: UNKNOWN }),
    handler: (context) => {
      const entries = targets(context).map((target) =>
        statisticsEntry(target, statistics.forVersion(target), performance.timeOrigin),
      );
      return jsonAnswer({ model_stats: entries });
    },
  };
}

function repositoryRoutes({ manifest, pool }: Services): Route[] {
  return [
    {
      method: 'post',
      path: '/v2/repository/index',
      id: 'repositoryIndex',
      tag: 'Models',
      summary: 'All versions of all models, and whether they can answer',
      requestBody: {
        description: 'May be empty.',
        content: { [JSON_TYPE]: schemas.repositoryIndexRequest },
        optional: true,
      },
      answers: [{ status: 200, description: 'The list.', content: { [JSON_TYPE]: schemas.repositoryIndex } }],
      errors: ['malformed-json', 'malformed-request', 'malformed-binary', 'too-large', 'wrong-media-type'],
      handler: async ({ req }) => {
        const body = await readInferBody(req.raw, SMALL_JSON_BYTES);
        const asked = body.length === 0 ? {} : parsedJson(body);
        const { ready } = checked(schemas.repositoryIndexRequest, asked, 'malformed-request');
        const entries = pool.versions().map(indexEntry);
        return jsonAnswer(ready ? entries.filter(({ state }) => state === 'READY') : entries);
      },
    },
    ...(['load', 'unload'] as const).map(
      (action): Route => ({
        method: 'post',
        path: `/v2/repository/models/:model/${action}`,
        id: `${action}Model`,
        tag: 'Models',
        summary: `Refused: clients cannot ${action} a model`,
        description: 'All models are loaded when the server starts, and stay loaded.',
        answers: [],
        errors: ['read-only', 'unknown-model'],
        handler: (context) => {
          const { model } = findTarget(manifest, context.req.param('model') ?? '');
          const detail = `"${model.id}" cannot be ${action}ed: this server loads its models when it starts, and its repository is read-only.`;
          throw new TrilaneError('read-only', detail);
        },
      }),
    ),
  ];
}
