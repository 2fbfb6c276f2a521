import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '@/lib/engine/contract';
import { createFakeEngine } from '@/lib/engine/fake';
import { createHttpEngine } from '@/lib/engine/http';
import { createJobEngine } from '@/lib/engine/job';
import { createRealClock } from '@/lib/experiment/clock';
import { findModel, findVersion, MANIFEST } from '@/lib/model';
import { encodeSample } from '@/lib/model/encode-sample';
import { loadSamples } from '@/lib/model/samples';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { ENGINE_CONTRACT, type EngineFixture } from './engine-contract';

const TARGETS = MANIFEST.models.map(({ id, defaultVersion }) => ({ modelId: id, versionId: defaultVersion }));

let services: Services;
let server: NativeServer;
let place: BatchPlace;

beforeAll(async () => {
  place = await makeBatchPlace();
  services = createServices(place);
  server = await startServer({ services, port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await server.close();
  await services.close();
  await place.remove();
});

const ENGINES: Readonly<Record<string, { create: () => Engine; overNetwork: boolean }>> = {
  fake: { create: () => createFakeEngine({ clock: createRealClock(), progressSteps: 3 }), overNetwork: false },
  job: { create: () => createJobEngine({ baseUrl: server.url }), overNetwork: true },
  http: { create: () => createHttpEngine({ baseUrl: server.url }), overNetwork: true },
};

const RUNS = Object.keys(ENGINES).flatMap((name) => TARGETS.map((target) => ({ name, ...target })));

describe.each(RUNS)('The $name engine with $modelId', ({ name, ...target }) => {
  test.each(ENGINE_CONTRACT)('$name', async (contractCase) => {
    const engine = ENGINES[name];
    if (!engine) throw new Error(name);
    const { sha256, tolerance } = findVersion(target);
    const model = findModel(target.modelId);
    const samples = await loadSamples(model, (file) => readFile(join('public', file)));
    const fixture: EngineFixture = {
      create: async () => engine.create(),
      target,
      sha256,
      rows: Array.from({ length: 32 }, (_, index) => encodeSample(samples, index)),
      rowShape: model.input.shape.slice(1),
      tolerance: tolerance.absolute,
      overNetwork: engine.overNetwork,
    };
    await contractCase.run(fixture, {
      equal: (actual, expected, what) => expect(actual, what).toEqual(expected),
      ok: (value, what) => expect(value, what).toBe(true),
    });
  });
});
