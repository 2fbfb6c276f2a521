import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/*
 * The bare loops that the batch lane is measured against, in a process of their own: encoded rows in memory, one session a
 * loop, batch after batch, nothing else. Asked over IPC: `{ loops, threads, batchSize, samples }` (so many loops at the same
 * time share the samples, each with a session of so many threads), answers samples per second.
 */

/** @typedef {{ loops: number, threads: number, batchSize: number, samples: number }} Setting */

const ROW_SHAPE = [1, 28, 28];
const ROW_LENGTH = 784;

if (isMainThread) serve();
else loop();

function serve() {
  const files = process.argv.slice(2);
  /** @type {Worker[]} */
  const workers = [];
  process.on('message', async (/** @type {Setting} */ setting) => {
    const { loops, batchSize, samples } = setting;
    while (workers.length < loops) workers.push(new Worker(fileURLToPath(import.meta.url), { workerData: files }));
    const batches = Math.ceil(samples / loops / batchSize);
    const chosen = workers.slice(0, loops);
    const all = (/** @type {object} */ message) => Promise.all(chosen.map((worker) => answerOf(worker, message)));
    await all({ ...setting, batches: 1 });
    const startMs = performance.now();
    await all({ ...setting, batches });
    process.send?.((loops * batches * batchSize) / ((performance.now() - startMs) / 1000));
  });
  process.on('disconnect', () => process.exit());
}

/** @param {Worker} worker @param {object} message */
function answerOf(worker, message) {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer) => {
      worker.off('error', reject);
      resolve(answer);
    });
    worker.postMessage(message);
  });
}

async function loop() {
  const [modelFile = '', pixelsFile = '', inputName = ''] = workerData;
  const rows = Float32Array.from(await readFile(pixelsFile), (value) => value / 255);
  /** @type {Map<number, Promise<InferenceSession>>} */
  const sessions = new Map();
  parentPort?.on('message', async (/** @type {Setting & { batches: number }} */ { threads, batchSize, batches }) => {
    const known = sessions.get(threads) ?? InferenceSession.create(modelFile, optionsFor(threads));
    sessions.set(threads, known);
    const session = await known;
    const starts = Math.floor(rows.length / ROW_LENGTH / batchSize);
    for (let batch = 0; batch < batches; batch++) {
      const first = (batch % starts) * batchSize * ROW_LENGTH;
      const data = rows.subarray(first, first + batchSize * ROW_LENGTH);
      await session.run({ [inputName]: new Tensor('float32', data, [batchSize, ...ROW_SHAPE]) });
    }
    parentPort?.postMessage('done');
  });
}

/** @param {number} threads */
function optionsFor(threads) {
  return { intraOpNumThreads: threads, interOpNumThreads: 1, enableCpuMemArena: true, enableMemPattern: true };
}
