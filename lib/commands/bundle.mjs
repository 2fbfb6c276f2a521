import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beginStamp, isStale } from './stamp.mjs';

/** What runs in Node outside Next: the native server, its inference threads and the batch process. */
const ENTRIES = {
  server: 'lib/server/main.ts',
  'inference-worker': 'lib/engine/server/inference-worker.ts',
  'batch-process': 'lib/engine/server/batch-process.ts',
};

/** Bundles the server-side entry points to `.build/<name>.mjs`. */
export async function bundleServer() {
  const root = process.cwd();
  const empty = join(root, 'lib/commands/empty.mjs');
  const stamp = await beginStamp('bundle');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: presentEntries(),
    outdir: '.build',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    external: ['next', 'react', 'react-dom', 'onnxruntime-node'],
    alias: { 'server-only': empty, 'client-only': empty },
    // Some CommonJS dependencies call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await mkdir('.build', { recursive: true });
  // In one step each: a server that runs meanwhile starts its next worker from a whole file.
  for (const { path, contents } of outputFiles) {
    const temporary = `${path}.${process.pid}`;
    await writeFile(temporary, contents);
    await rename(temporary, path);
  }
  await stamp();
}

/** Bundles only when the bundles are missing or older than their sources. */
export async function bundleServerIfStale() {
  const outputs = Object.keys(presentEntries()).map((name) => `.build/${name}.mjs`);
  if (await isStale('bundle', outputs)) await bundleServer();
}

function presentEntries() {
  return Object.fromEntries(Object.entries(ENTRIES).filter(([, path]) => existsSync(path)));
}
