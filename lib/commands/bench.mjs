import { bootstrap } from './bootstrap.mjs';
import { buildIfStale } from './build.mjs';
import { run } from './run.mjs';

bootstrap();
if (!(await buildIfStale())) process.exit(1);
const { bundleBench } = await import('./bundle.mjs');
await bundleBench();
const { ok } = await run(process.execPath, ['.build/bench.mjs', ...process.argv.slice(2)]);
process.exit(ok ? 0 : 1);
