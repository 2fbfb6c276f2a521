import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const STAMP_PATH = '.build/stamp.json';

/** What each product is made from. Generated files under these are left out. */
const SOURCES = {
  bundle: ['lib', 'public/models/manifest.json', 'package.json', 'package-lock.json', 'tsconfig.json'],
  simulate: ['lib', 'public/models/manifest.json', 'package.json', 'package-lock.json', 'tsconfig.json'],
  site: ['app', 'components', 'lib', 'public', 'next.config.js', 'package.json', 'package-lock.json', 'tsconfig.json'],
};

const GENERATED = /^public\/ort(\/|$)|\.(br|gz)$|(^|\/)\.[^/]+$/;

/**
 * Whether a product is missing or was made from other sources than those on disk now.
 * @param {keyof typeof SOURCES} product
 * @param {string[]} outputs files that must exist
 */
export async function isStale(product, outputs) {
  if (!outputs.every((path) => existsSync(path))) return true;
  const stamps = await readStamps();
  return stamps[product] !== (await hashSources(SOURCES[product]));
}

/**
 * Takes the hash of the sources now and returns what writes it down: call that only after the product is made, so
 * that a source edited meanwhile leaves it stale.
 * @param {keyof typeof SOURCES} product
 */
export async function beginStamp(product) {
  const hash = await hashSources(SOURCES[product]);
  return async () => {
    await mkdir('.build', { recursive: true });
    await writeFile(STAMP_PATH, `${JSON.stringify({ ...(await readStamps()), [product]: hash }, null, 2)}\n`);
  };
}

async function readStamps() {
  try {
    return JSON.parse(await readFile(STAMP_PATH, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {string[]} roots */
async function hashSources(roots) {
  // The locale is decided when the pages are built (lib/i18n/locale.ts), the rest by files.
  const hash = createHash('sha256').update(process.env.TRILANE_LOCALE ?? '');
  for (const root of roots) {
    for (const path of await filesUnder(root))
      hash
        .update(path)
        .update('\0')
        .update(await readFile(path));
  }
  return hash.digest('hex');
}

/** @param {string} root @returns {Promise<string[]>} in a fixed order */
async function filesUnder(root) {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return [root];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).replaceAll('\\', '/'))
    .filter((path) => !GENERATED.test(path))
    .sort();
}
