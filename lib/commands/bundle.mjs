import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeDatabaseTemplate } from './database-template.mjs';
import { beginStamp, isStale } from './stamp.mjs';

/** What runs in Node outside Next: the native server, its threads, batch workers, the reader of uploads, the database and the load generator. */
const ENTRIES = {
  server: 'lib/server/main.ts',
  'inference-worker': 'lib/engine/server/inference-worker.ts',
  'decode-thread': 'lib/engine/server/decode-thread.ts',
  'batch-worker': 'lib/batch/worker/worker-process.ts',
  'embedded-database': 'lib/db/embedded-process.ts',
  'ingest-process': 'lib/batch/data/ingest/ingest-process.ts',
  'fresh-start': 'lib/engine/server/fresh-start.ts',
  'load-generator': 'lib/services/generator/load-generator.ts',
};

/** Bundles the server-side entry points to `.build/<name>.mjs`, and makes the database that new ones are copied from. */
export async function bundleServer() {
  const stamp = await beginStamp('bundle');
  await makeDatabaseTemplate();
  await bundle(ENTRIES, ['next', 'react', 'react-dom', 'onnxruntime-node', '@electric-sql/pglite', 'pg-native']);
  await stamp();
}

/**
 * Bundles `tests/bench/run.ts` to `.build/bench.mjs`, and the load program that it starts. Not run through a loader that keeps the names of functions: some
 * are sent to a page as text.
 */
export async function bundleBench() {
  await bundle({ bench: 'tests/bench/run.ts', 'bench-load': 'tests/bench/load/load-program.ts' }, [
    'playwright',
    'playwright/test',
    'onnxruntime-node',
    'esbuild',
    'pg-native',
  ]);
}

/** Bundles `tests/soak/run.ts` to `.build/soak.mjs`, and the class that it lets use a server. */
export async function bundleSoak() {
  await bundle({ soak: 'tests/soak/run.ts', 'soak-class': 'tests/soak/class-program.ts' }, ['pg-native']);
}

const SIMULATE = { simulate: 'lib/headless/main.ts' };

/** Bundles what `npm run simulate` runs to `.build/simulate.mjs`, unless it is there already. */
export async function bundleSimulateIfStale() {
  if (!(await isStale('simulate', ['.build/simulate.mjs']))) return;
  const stamp = await beginStamp('simulate');
  await bundle(SIMULATE, []);
  await stamp();
}

/** @param {Record<string, string>} entryPoints by name of the bundle @param {string[]} external packages */
async function bundle(entryPoints, external) {
  const root = process.cwd();
  const empty = join(root, 'lib/commands/empty.mjs');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: '.build',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    external,
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
}

/** Bundles only when the bundles are missing or older than their sources. */
export async function bundleServerIfStale() {
  const outputs = ['.build/database-template', ...Object.keys(ENTRIES).map((name) => `.build/${name}.mjs`)];
  if (await isStale('bundle', outputs)) await bundleServer();
}
