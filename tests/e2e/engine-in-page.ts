import { createWorkerEngine } from '@/lib/engine/browser/worker-engine';
import { findModel, findVersion } from '@/lib/model';
import { encodeImage, IMAGE_PIXELS } from '@/lib/model/image-classifier';
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

async function fixture(): Promise<EngineFixture> {
  const target = { modelId: 'digits', versionId: 'fp32' };
  const version = findVersion(target);
  const response = await fetch(findModel(target.modelId).samples.file);
  const pixels = new Uint8Array(await response.arrayBuffer());
  return {
    create: async () => createWorkerEngine(),
    target,
    sha256: version.sha256,
    rows: Array.from({ length: 20 }, (_, image) =>
      encodeImage(pixels.subarray(image * IMAGE_PIXELS, (image + 1) * IMAGE_PIXELS)),
    ),
    rowShape: [1, 28, 28],
    tolerance: version.tolerance.absolute,
    overNetwork: false,
  };
}

Object.assign(globalThis, {
  async runCase(name: string): Promise<void> {
    const found = ENGINE_CONTRACT.find((one) => one.name === name);
    if (!found) throw new Error(`There is no case "${name}".`);
    await found.run(await fixture(), ASSERTS);
  },
});
