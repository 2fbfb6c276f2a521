import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/*
 * The bare loop that the batch lane is measured against, in a process of its own: encoded rows in memory, one session,
 * batch after batch, nothing else. Asked over IPC: `{ threads, batchSize, samples }`, answers samples per second.
 */

const [modelFile = '', pixelsFile = '', inputName = ''] = process.argv.slice(2);
const ROW_SHAPE = [1, 28, 28];
const ROW_LENGTH = 784;

const rows = Float32Array.from(await readFile(pixelsFile), (value) => value / 255);
/** @type {Map<number, Promise<InferenceSession>>} */
const sessions = new Map();

/** @param {number} threads */
function sessionWith(threads) {
  const session =
    sessions.get(threads) ??
    InferenceSession.create(modelFile, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      enableCpuMemArena: true,
      enableMemPattern: true,
    });
  sessions.set(threads, session);
  return session;
}

process.on(
  'message',
  async (/** @type {{ threads: number, batchSize: number, samples: number }} */ { threads, batchSize, samples }) => {
    const session = await sessionWith(threads);
    const batches = Math.ceil(samples / batchSize);
    const starts = Math.floor(rows.length / ROW_LENGTH / batchSize);
    const run = (/** @type {number} */ batch) => {
      const first = (batch % starts) * batchSize * ROW_LENGTH;
      return session.run({
        [inputName]: new Tensor('float32', rows.subarray(first, first + batchSize * ROW_LENGTH), [
          batchSize,
          ...ROW_SHAPE,
        ]),
      });
    };
    await run(0);
    const startMs = performance.now();
    for (let batch = 0; batch < batches; batch++) await run(batch);
    process.send?.((batches * batchSize) / ((performance.now() - startMs) / 1000));
  },
);
process.on('disconnect', () => process.exit());
