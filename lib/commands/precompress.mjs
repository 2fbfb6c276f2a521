import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { say } from './bootstrap.mjs';

/** Results of big files, by content: they outlive `.next` and a fresh copy of the runtime. */
const CACHE = 'node_modules/.cache/trilane/precompressed';
const BIG_BYTES = 1_000_000;
/** Smaller ones travel in one packet anyway. */
const SMALLEST_BYTES = 1_000;

const VARIANTS = [
  { suffix: '.br', compress: brotli },
  { suffix: '.gz', compress: gzipped },
];

/** What is worth compressing once and for all, and where it is. */
export const PUBLIC_FILES = [
  { folder: 'public/ort', pattern: /\.(mjs|wasm)$/ },
  // Weights are not much smaller for the best quality (by 0.4 %), and take twice as long.
  { folder: 'public/models', pattern: /\.(onnx|u8|json)$/, quality: 10 },
];
export const SITE_FILES = [{ folder: '.next/static', pattern: /\.(js|css|json|svg|txt)$/ }];

/**
 * Writes `<file>.br` (brotli 11, unless a place says another quality) and `<file>.gz` (gzip 9) beside each file where they are missing or older.
 * zlib works on Node's own thread pool, so as many files as there are cores are compressed at once.
 * @param {{ folder: string, pattern: RegExp, quality?: number }[]} places
 */
export async function precompress(places) {
  const jobs = [];
  for (const { folder, pattern, quality = constants.BROTLI_MAX_QUALITY } of places) {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    for (const name of names.filter((each) => pattern.test(each)))
      jobs.push(...(await staleVariants(join(folder, name), quality)));
  }
  if (jobs.length === 0) return;
  const startMs = Date.now();
  // The biggest first: it decides when all are done.
  jobs.sort((a, b) => b.sizeBytes - a.sizeBytes);
  say(`compressing ${new Set(jobs.map((job) => job.path)).size} files for the way to the browser ...`);
  await Promise.all(Array.from({ length: availableParallelism() }, () => work(jobs)));
  say(`compressed in ${((Date.now() - startMs) / 1000).toFixed(1)} s.`);
}

/** @typedef {{ path: string, sizeBytes: number, suffix: string, quality: number, compress: (bytes: Buffer, quality: number) => Promise<Buffer> }} Job */

/** @param {string} path @param {number} quality of brotli @returns {Promise<Job[]>} */
async function staleVariants(path, quality) {
  const source = await stat(path);
  if (source.size < SMALLEST_BYTES) return [];
  const jobs = [];
  for (const variant of VARIANTS) {
    const present = await stat(path + variant.suffix).catch(() => null);
    if (!present || present.mtimeMs < source.mtimeMs) jobs.push({ path, sizeBytes: source.size, quality, ...variant });
  }
  return jobs;
}

/** @param {Job[]} jobs taken from until none is left */
async function work(jobs) {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const bytes = await readFile(job.path);
    await writeWhole(job.path + job.suffix, await compressed(bytes, job));
  }
}

/** @param {Buffer} bytes @param {Job} job */
async function compressed(bytes, { suffix, quality, compress }) {
  if (bytes.length < BIG_BYTES) return compress(bytes, quality);
  const cached = join(CACHE, createHash('sha256').update(bytes).digest('hex') + suffix);
  const known = await readFile(cached).catch(() => null);
  if (known) return known;
  const result = await compress(bytes, quality);
  await mkdir(CACHE, { recursive: true });
  await writeWhole(cached, result);
  return result;
}

/** @param {Buffer} bytes @param {number} quality */
function brotli(bytes, quality) {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      // A window of 16 MB: the runtime is 14 MB, and repeats itself over that distance.
      [constants.BROTLI_PARAM_LGWIN]: bytes.length > 4 * 1024 * 1024 ? 24 : 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** @param {Buffer} bytes */
function gzipped(bytes) {
  return promisify(gzip)(bytes, { level: 9 });
}

/** In one step, so that an interrupted build leaves no half file. @param {string} path @param {Buffer} bytes */
async function writeWhole(path, bytes) {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, bytes);
  await rename(temporary, path);
}
