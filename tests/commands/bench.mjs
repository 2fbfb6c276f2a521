import { bootstrap } from '../../lib/commands/bootstrap.mjs';
import { buildIfStale } from '../../lib/commands/build.mjs';
import { run } from '../../lib/commands/run.mjs';

bootstrap();
if (!(await buildIfStale())) process.exit(1);
const { bundleBench } = await import('../../lib/commands/bundle.mjs');
await bundleBench();
const { ok } = await run(process.execPath, ['.build/bench.mjs', ...process.argv.slice(2)]);
process.exit(ok ? 0 : 1);
