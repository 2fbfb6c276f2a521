import { bootstrap, say } from './bootstrap.mjs';
import { checkPort } from './port.mjs';
import { run } from './run.mjs';
import { copyRuntimeFiles } from './runtime-files.mjs';

await checkPort();
bootstrap();
const { bundleServerIfStale } = await import('./bundle.mjs');
await copyRuntimeFiles();
await bundleServerIfStale();
say('timings under "next dev" mean nothing: use "npm start" to measure.');
const host = process.env.HOST ? ['--hostname', process.env.HOST] : [];
const { ok } = await run(process.execPath, [
  'node_modules/next/dist/bin/next',
  'dev',
  '--port',
  process.env.PORT || '3000',
  ...host,
]);
process.exit(ok ? 0 : 1);
