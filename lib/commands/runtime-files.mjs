import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE = 'node_modules/onnxruntime-web';
const FILES = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
const TARGET = 'public/ort';

/** Copies the browser's inference runtime to `public/ort/<version>/`, and removes other versions. */
export async function copyRuntimeFiles() {
  const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = join(TARGET, version);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(TARGET)) {
    if (name !== version) await rm(join(TARGET, name), { recursive: true });
  }
  // A file that is the same keeps its date, and with it its compressed variants.
  for (const name of FILES) await copyIfDifferent(join(PACKAGE, 'dist', name), join(folder, name));
}

/** @param {string} from @param {string} to */
async function copyIfDifferent(from, to) {
  const present = await readFile(to).catch(() => null);
  if (!present?.equals(await readFile(from))) await copyFile(from, to);
}
