import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** The first value of a row that blows the fuse. */
const FUSE = 0.4375;

// The real inference thread, except that it ends, as if it had crashed, when it is asked for a row with the fuse value.
await import(pathToFileURL(join(process.cwd(), '.build', 'inference-worker.mjs')).href);
// Behind the real listener, which has only begun to compute then: no message may be lost before that one is there.
parentPort.on('message', (message) => {
  if (message.type === 'run' && workerData.input[0] === FUSE) process.exit(1);
});
