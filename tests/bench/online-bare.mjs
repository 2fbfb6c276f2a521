import { createServer } from 'node:http';
import { InferenceSession, Tensor } from 'onnxruntime-node';

// What the online lane is compared with: node:http and onnxruntime in one thread, nothing checked, nothing measured.
const [, , modelFile = ''] = process.argv;
const session = await InferenceSession.create(modelFile, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const [inputName = ''] = session.inputNames;
const [outputName = ''] = session.outputNames;

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    const headerLength = Number(request.headers['inference-header-content-length']);
    const { inputs } = JSON.parse(body.toString('utf8', 0, headerLength));
    const values = new Float32Array((body.length - headerLength) / 4);
    new Uint8Array(values.buffer).set(body.subarray(headerLength));
    const outputs = await session.run({ [inputName]: new Tensor('float32', values, inputs[0].shape) });
    const output = /** @type {Tensor} */ (outputs[outputName]);
    const { buffer, byteOffset, byteLength } = /** @type {Float32Array} */ (output.data);
    const described = {
      name: outputName,
      datatype: 'FP32',
      shape: output.dims,
      parameters: { binary_data_size: byteLength },
    };
    const head = Buffer.from(JSON.stringify({ outputs: [described] }));
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': head.length + byteLength,
      'inference-header-content-length': head.length,
    });
    response.end(Buffer.concat([head, Buffer.from(buffer, byteOffset, byteLength)]));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
process.once('disconnect', () => process.exit());
