import type { Context } from 'hono';
import packageJson from '../../package.json' with { type: 'json' };
import { BINARY_TYPE, HEADER_LENGTH, JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import type { Services } from '../services/services';
import { jsonAnswer } from './answer';
import { findTarget } from './find-target';
import type { FindInferOperation } from './infer';
import { createInferHandler } from './infer-handler';
import { EXTENSIONS, oipExtensionRoutes } from './oip-extension-routes';
import { PLATFORM } from './oip-extensions';
import * as schemas from './oip-schemas';
import type { Route } from './route';

const MODEL_PATHS = ['/v2/models/:model', '/v2/models/:model/versions/:version'] as const;

/** The Open Inference Protocol v2, and those of Triton's extensions that are served. */
export function oipRoutes(services: Services, find: FindInferOperation): Route[] {
  return [
    ...oipExtensionRoutes(services),
    ...MODEL_PATHS.flatMap((path) => modelRoutes(path, services, find)),
    ...serverRoutes(services),
  ];
}

function modelRoutes(path: (typeof MODEL_PATHS)[number], services: Services, findInfer: FindInferOperation): Route[] {
  const ofVersion = path.endsWith(':version');
  const which = ofVersion ? 'one version of a model' : 'the default version of a model';
  const suffix = ofVersion ? 'Version' : '';
  const unknown = ['unknown-model', 'unknown-version'] as const;
  const find = (context: Context) =>
    findTarget(services.manifest, context.req.param('model') ?? '', context.req.param('version'));
  return [
    {
      method: 'post',
      path: `${path}/infer`,
      id: `infer${suffix}`,
      tag: 'Inference',
      summary: `Run ${which}`,
      description:
        'Takes tensors as JSON numbers, or as raw little-endian bytes behind the JSON (the binary tensor data extension; ' +
        'Inference-Header-Content-Length then says how long the JSON is). The body may be compressed with gzip or deflate; the ' +
        'answer is where Accept-Encoding names one of them alone and that makes it shorter. null for an optional member is as if it were absent.',
      headers: { [HEADER_LENGTH]: 'How long the JSON is that stands before bytes.' },
      requestBody: {
        description: 'One tensor of one row or more.',
        content: { [JSON_TYPE]: schemas.inferRequest, [BINARY_TYPE]: null },
      },
      answers: [
        {
          status: 200,
          description: 'The output, one row for each row of the input.',
          content: { [JSON_TYPE]: schemas.inferResponse, [BINARY_TYPE]: null },
          headers: {
            'Server-Timing':
              'Where the time went on the server, in ms: queue, compute, total; and how many rows the model worked on together (batch).',
            [HEADER_LENGTH]: 'How long the JSON is, when bytes follow it.',
          },
        },
      ],
      errors: [
        'malformed-json',
        'malformed-binary',
        'malformed-request',
        'wrong-input',
        'wrong-datatype',
        'wrong-shape',
        'not-a-number',
        'too-few-samples',
        'too-many-samples',
        ...unknown,
        'too-large',
        'wrong-media-type',
        'hash-mismatch',
        'model-load-failed',
        'inference-failed',
        'engine-died',
        'queue-full',
        'not-ready',
      ],
      handler: createInferHandler(findInfer),
    },
    {
      method: 'get',
      path: `${path}/ready`,
      id: `modelReady${suffix}`,
      tag: 'Models',
      summary: `Whether ${which} can answer`,
      answers: [{ status: 200, description: 'It can.', content: { [JSON_TYPE]: schemas.modelReady } }],
      errors: [...unknown, 'not-ready'],
      handler: (context) => {
        const { target } = find(context);
        const state = services.pool.version(target);
        const name = `${target.modelId}/${target.versionId}`;
        if (state.state === 'ready')
          return jsonAnswer({ name: target.modelId, version: target.versionId, ready: true });
        const reason = state.state === 'failed' ? `could not be loaded. ${state.error.detail}` : 'is still loading.';
        throw new TrilaneError('not-ready', `${name} ${reason}`);
      },
    },
    {
      method: 'get',
      path,
      id: `modelMetadata${suffix}`,
      tag: 'Models',
      summary: `Inputs and outputs of ${which}`,
      answers: [{ status: 200, description: 'The metadata.', content: { [JSON_TYPE]: schemas.modelMetadata } }],
      errors: unknown,
      handler: (context) => {
        const { model, version } = find(context);
        const versions = ofVersion ? [version.id] : model.versions.map((entry) => entry.id);
        return jsonAnswer({
          name: model.id,
          versions,
          platform: PLATFORM,
          inputs: [model.input],
          outputs: [model.output],
        });
      },
    },
  ];
}

function serverRoutes(services: Services): Route[] {
  return [
    {
      method: 'get',
      path: '/v2/health/live',
      id: 'serverLive',
      tag: 'About',
      summary: 'Whether the server runs',
      answers: [{ status: 200, description: 'It does.', content: { [JSON_TYPE]: schemas.serverLive } }],
      handler: () => jsonAnswer({ live: true }),
    },
    {
      method: 'get',
      path: '/v2/health/ready',
      id: 'serverReady',
      tag: 'About',
      summary: 'Whether the models are loaded',
      description:
        'Not while a version of a model that is listed loads or could not be loaded, nor while no thread computes: 503, with the reason. ' +
        'Versions that are loaded answer all the same; each tells by its own `ready`. How the batch system is, /api/health/batch says.',
      answers: [{ status: 200, description: 'They are.', content: { [JSON_TYPE]: schemas.serverReady } }],
      errors: ['not-ready'],
      handler: () => {
        const reason = whyNotReady(services.pool);
        if (reason) throw new TrilaneError('not-ready', reason);
        return jsonAnswer({ ready: true });
      },
    },
    {
      method: 'get',
      path: '/v2',
      id: 'serverMetadata',
      tag: 'About',
      summary: 'Name, version and extensions of the server',
      answers: [{ status: 200, description: 'The metadata.', content: { [JSON_TYPE]: schemas.serverMetadata } }],
      handler: () => jsonAnswer({ name: packageJson.name, version: packageJson.version, extensions: EXTENSIONS }),
    },
  ];
}

/** What the server cannot do of all that it promises, as a sentence; nothing where it can. */
function whyNotReady(pool: Services['pool']): string | undefined {
  const versions = pool.versions();
  const loading = versions.filter(({ state }) => state === 'loading').length;
  const failed = versions.filter(({ state }) => state === 'failed');
  if (pool.livingThreads() === 0) return 'No inference thread is left: they ended as soon as they were started.';
  if (loading > 0) return `${loading} of ${versions.length} model versions are still loading.`;
  if (failed.length === 0) return undefined;
  const names = failed.map(({ modelId, versionId }) => `${modelId}/${versionId}`).join(', ');
  return `${failed.length} of ${versions.length} model versions could not be loaded: ${names}.`;
}
