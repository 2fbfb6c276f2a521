// onnxruntime-web in a worker and nothing else: what the edge lane is compared with. Served by `edge.ts` beside the runtime.

// An address only the browser can resolve.
const RUNTIME = '/ort.wasm.min.mjs';
const IMAGES = 1000;
const PIXELS = 28 * 28;

const fetched = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function load() {
  const ort = await import(RUNTIME);
  ort.env.wasm.wasmPaths = `${self.location.origin}/`;
  const session = await ort.InferenceSession.create(await fetched('/model.onnx'), {
    executionProviders: ['wasm'],
    enableCpuMemArena: true,
    enableMemPattern: true,
  });
  const pixels = await fetched('/samples.u8');
  const images = Array.from({ length: IMAGES }, (_, image) =>
    Float32Array.from(pixels.subarray(image * PIXELS, (image + 1) * PIXELS), (byte) => byte / 255),
  );
  return { ort, session, images };
}

/** Mean time of one `run()` in each block, ms; the first block warms up. */
async function blocks({ ort, session, images }, { blocks, blockItems, from }) {
  const inputName = session.inputNames[0];
  const means = [];
  for (let block = 0; block <= blocks; block++) {
    let tookMs = 0;
    for (let item = 0; item < blockItems; item++) {
      const data = images[(from + block * blockItems + item) % IMAGES];
      const startMs = performance.now();
      await session.run({ [inputName]: new ort.Tensor('float32', data, [1, 1, 28, 28]) });
      tookMs += performance.now() - startMs;
    }
    means.push(tookMs / blockItems);
  }
  return means.slice(1);
}

const loading = load();

self.onmessage = ({ data }) => {
  loading
    .then((bare) => blocks(bare, data))
    .then(
      (means) => self.postMessage({ means }),
      (error) => self.postMessage({ error: String(error) }),
    );
};
