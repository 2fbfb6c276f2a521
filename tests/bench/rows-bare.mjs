import { InferenceSession, Tensor } from 'onnxruntime-node';

/*
 * The bare loop that a batch job over a table is measured against, in a process of its own: rows in memory, one session of
 * one thread, batch after batch, nothing read and nothing written. Asked over IPC: `{ rows }` (a Float32Array, once), then
 * `{ batchSize }`, which it answers with rows per second.
 */

const [modelFile = '', inputName = '', features = '0'] = process.argv.slice(2);
const length = Number(features);
const session = await InferenceSession.create(modelFile, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: true,
  enableMemPattern: true,
});
let rows = new Float32Array();

process.on('message', async (/** @type {{ rows?: Float32Array, batchSize?: number }} */ message) => {
  if (message.rows) {
    rows = message.rows;
    process.send?.(0);
    return;
  }
  const { batchSize = 1 } = message;
  const count = rows.length / length;
  const startMs = performance.now();
  for (let first = 0; first < count; first += batchSize) {
    const size = Math.min(batchSize, count - first);
    const input = new Tensor('float32', rows.subarray(first * length, (first + size) * length), [size, length]);
    await session.run({ [inputName]: input });
  }
  process.send?.(count / ((performance.now() - startMs) / 1000));
});
process.on('disconnect', () => process.exit());
process.send?.(0);
