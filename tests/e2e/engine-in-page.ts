import { createWorkerEngine } from '@/lib/engine/browser/worker-engine';
import { findModel, findVersion } from '@/lib/model';
import { encodeSample } from '@/lib/model/encode-sample';
import type { ModelTarget } from '@/lib/model/manifest';
import { loadSamples } from '@/lib/model/samples';
import { type Asserts, ENGINE_CONTRACT, type EngineFixture } from '../contracts/engine-contract';

/* Bundled by `engine.spec.ts` and run in the browser: the contract over the engine that lives there. */

const ASSERTS: Asserts = {
  equal(actual, expected, what) {
    const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (seen !== wanted) throw new Error(`${what}: expected ${wanted}, got ${seen}`);
  },
  ok(value, what) {
    if (!value) throw new Error(what);
  },
};

async function fixture(target: ModelTarget): Promise<EngineFixture> {
  const version = findVersion(target);
  const model = findModel(target.modelId);
  const samples = await loadSamples(model, async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer()));
  return {
    create: async () => createWorkerEngine(),
    target,
    sha256: version.sha256,
    rows: Array.from({ length: 20 }, (_, index) => encodeSample(samples, index)),
    rowShape: model.input.shape.slice(1),
    tolerance: version.tolerance.absolute,
    overNetwork: false,
  };
}

Object.assign(globalThis, {
  async runCase(name: string, target: ModelTarget): Promise<void> {
    const found = ENGINE_CONTRACT.find((one) => one.name === name);
    if (!found) throw new Error(`There is no case "${name}".`);
    await found.run(await fixture(target), ASSERTS);
  },
});
