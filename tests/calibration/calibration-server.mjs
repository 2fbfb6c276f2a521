import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

// A server of known latency, in a thread of its own: it speaks as much HTTP and as much of the inference protocol as the engine
// needs, by hand, and writes the answer so many ms after the last byte of the request came, to within microseconds. It
// keeps what it really gave.

/** @type {{ delaysMs: number[], modelId: string, versionId: string, outputName: string, classes: number }} */
const { delaysMs, modelId, versionId, outputName, classes } = workerData;
const load = { state: 'ready', sha256: 'reference', coldStart: { fetchMs: 0, compileMs: 0, firstRunMs: 0 } };
const about = { runtime: 'reference', node: process.version, platform: 'test', cores: 1, inferenceThreads: 1 };
const data = Array.from({ length: classes }, (_, index) => (index === 0 ? 1 : 0));
const ANSWERS = {
  models: httpAnswer({
    server: { ...about, mostRowsPerBatch: 1 },
    models: [{ id: modelId, versions: [{ id: versionId, load }] }],
  }),
  about: httpAnswer({ name: 'reference', version: '1' }),
  inference: httpAnswer({ outputs: [{ name: outputName, datatype: 'FP32', shape: [1, classes], data }] }),
};

/** @type {number[]} */
const givenMs = [];
let calls = 0;

function httpAnswer(/** @type {object} */ body) {
  const text = JSON.stringify(body);
  return Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
  );
}

/** The path of the request that these bytes begin with and its length, or null while a part of it is missing. */
function requestIn(/** @type {Buffer} */ bytes) {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = headEnd + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return bytes.length < length ? null : { path: head.split(' ')[1], length };
}

/** Sleeps by timer until just before, and looks at the clock in every turn of the event loop from there. */
function at(/** @type {number} */ dueMs, /** @type {() => void} */ work) {
  const leftMs = dueMs - performance.now();
  if (leftMs > 3) setTimeout(() => at(dueMs, work), leftMs - 3);
  else if (leftMs > 0) setImmediate(() => at(dueMs, work));
  else work();
}

createServer({ noDelay: true }, (socket) => {
  let bytes = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const arrivedMs = performance.now();
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const request = requestIn(bytes);
    if (!request) return;
    bytes = bytes.subarray(request.length);
    if (request.path === '/api/models') return void socket.write(ANSWERS.models);
    if (request.path === '/v2') return void socket.write(ANSWERS.about);
    const call = calls++;
    at(arrivedMs + (delaysMs[call % delaysMs.length] ?? 0), () => {
      givenMs.push(performance.now() - arrivedMs);
      socket.write(ANSWERS.inference);
    });
  });
}).listen(0, '127.0.0.1', function () {
  const address = this.address();
  parentPort?.postMessage(typeof address === 'object' ? address?.port : null);
});

parentPort?.on('message', () => {
  parentPort?.postMessage(givenMs);
});
