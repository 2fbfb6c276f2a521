import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Manifest, ModelTarget } from '@/lib/model/manifest';
import { ENGINE_CONTRACT } from '../../contracts/engine-contract';
import { expect, test } from '../support';

test.use({ firstVisit: true });

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const runtime: { version: string } = JSON.parse(
  readFileSync(at('../../../node_modules/onnxruntime-web/package.json'), 'utf8'),
);
const manifest: Manifest = JSON.parse(readFileSync(at('../../../public/models/manifest.json'), 'utf8'));
let script = '';

/** A model of images and one of tables: another of the same kind says no more. Each case makes engines of its own. */
const TARGETS = manifest.models
  .filter(({ features }, at, all) => at === all.findIndex((other) => Boolean(other.features) === Boolean(features)))
  .map(({ id, defaultVersion }) => ({ modelId: id, versionId: defaultVersion }));

test.describe('the edge engine keeps the contract', () => {
  test.beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [at('../engine-in-page.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      alias: { 'client-only': at('../../../lib/commands/empty.mjs') },
      define: {
        'process.env.NEXT_PUBLIC_ORT_VERSION': JSON.stringify(runtime.version),
        'process.env.NEXT_PUBLIC_ORT_WASM_BYTES': '"1"',
      },
    });
    script = outputFiles[0]?.text ?? '';
  });

  for (const target of TARGETS) {
    test(`with ${target.modelId}`, async ({ page, context, complaints }) => {
      await context.route('**/engine-in-page.js', (route) =>
        route.fulfill({ body: script, contentType: 'text/javascript' }),
      );
      await page.goto('/api-reference');
      await page.addScriptTag({ url: '/engine-in-page.js', type: 'module' });
      await page.waitForFunction(() => 'runCase' in globalThis);
      for (const { name } of ENGINE_CONTRACT) {
        const failure = await page.evaluate(
          ({ name, target }) =>
            (globalThis as unknown as { runCase(name: string, target: ModelTarget): Promise<void> })
              .runCase(name, target)
              .then(
                () => null,
                (error: Error) => error.message,
              ),
          { name, target },
        );
        expect.soft(failure, name).toBeNull();
      }
      // The runtime itself writes to the console when it refuses a wrong shape.
      complaints.length = 0;
    });
  }
});
