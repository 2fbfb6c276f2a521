import { mkdirSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

// Of such inference threads the first lives, and cannot load "twin"; all others end while they load.

/** A folder can be made once. */
function isFirst() {
  try {
    mkdirSync(process.env.TRILANE_TEST_FIRST_THREAD);
    return true;
  } catch {
    return false;
  }
}

const error = { code: 'engine-died', detail: 'No room for it.' };
if (!isFirst()) setTimeout(() => process.exit(1), 100);
else
  parentPort.on('message', (message) => {
    if (message.type === 'stop') process.exit();
    const { key } = message.version ?? {};
    if (key === 'digits/twin') parentPort.postMessage({ type: 'not-loaded', key, error });
    else if (key) parentPort.postMessage({ type: 'loaded', key, coldStart: {}, runtime: 'none' });
  });
