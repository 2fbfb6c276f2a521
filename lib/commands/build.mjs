import { fileURLToPath, pathToFileURL } from 'node:url';
import { bootstrap, giveUp, say } from './bootstrap.mjs';
import { run, runPackage } from './run.mjs';
import { beginStamp, isStale } from './stamp.mjs';

const OUTPUTS = ['.next/BUILD_ID', '.build/server.mjs', '.build/inference-worker.mjs', '.build/batch-worker.mjs'];

/** Everything `npm start` serves: the inference runtime, the server's bundles, the pages, and their compressed forms. */
async function build() {
  // Loaded late: with an empty node_modules, esbuild cannot be imported before `bootstrap` has run.
  const { bundleServer } = await import('./bundle.mjs');
  const { copyRuntimeFiles } = await import('./runtime-files.mjs');
  const { precompress, PUBLIC_FILES, SITE_FILES } = await import('./precompress.mjs');
  const { writePageHeaders } = await import('./page-headers.mjs');
  const startMs = Date.now();
  say('building the site (about a minute the first time) ...');
  const stamp = await beginStamp('site');
  await copyRuntimeFiles();
  await bundleServer().catch(() => giveUp('the server could not be bundled; what esbuild said is above.'));
  const [pages] = await Promise.all([
    runPackage('next/dist/bin/next', ['build'], { env: { NODE_ENV: 'production' } }),
    precompress(PUBLIC_FILES),
  ]);
  if (!pages.ok) giveUp('the build failed; what it said is above.');
  await writePageHeaders();
  await precompress(SITE_FILES);
  await stamp();
  say(`built in ${Math.round((Date.now() - startMs) / 1000)} s.`);
}

/**
 * Builds in a process of its own, so that a server started afterwards does not carry the build's memory.
 * @returns {Promise<boolean>} whether there is a build of the present sources
 */
export async function buildIfStale() {
  if (!(await isStale('site', OUTPUTS))) return true;
  return (await run(process.execPath, [fileURLToPath(import.meta.url)])).ok;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  bootstrap();
  await build();
}
