import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findModel } from '@/lib/model';
import { sha256Hex } from '@/lib/model/hash';
import type { Manifest, ModelEntry } from '@/lib/model/manifest';

export const PUBLIC_ROOT = join(process.cwd(), 'public');

/** A script that stands in for the inference thread. */
export function workerFile(name: 'fused' | 'dead' | 'idle' | 'lone'): string {
  return fileURLToPath(new URL(`oip-${name}-worker.mjs`, import.meta.url));
}

/** The digits model with its float version alone, and with the same file once more as another version. */
export function digitsTwice(): { manifest: Manifest; model: ModelEntry } {
  const model = findModel('digits');
  const version = model.versions.find((entry) => entry.id === 'fp32');
  if (!version) throw new Error('digits has no version "fp32".');
  const twice = { ...model, versions: [version, { ...version, id: 'twin' }] };
  return { manifest: { schema: 1, models: [twice] }, model: twice };
}

/**
 * A copy of the public folder's digits model, `fp32` as it should be and `twin` spoilt in some way.
 * @returns the folder, the manifest, and how to remove it all
 */
export async function spoiltCopy(
  kind: 'one byte changed' | 'missing' | 'not a model',
): Promise<{ manifest: Manifest; publicRoot: string; remove: () => Promise<void> }> {
  const publicRoot = await mkdtemp(join(tmpdir(), 'trilane-'));
  const { model } = digitsTwice();
  const [version] = model.versions;
  if (!version) throw new Error('digits has no version.');
  const file = version.file.replace('fp32', 'twin');
  await cp(join(PUBLIC_ROOT, version.file), join(publicRoot, version.file), { recursive: true });
  const bytes =
    kind === 'not a model' ? Buffer.from('This is no model.') : await readFile(join(PUBLIC_ROOT, version.file));
  const sha256 = sha256Hex(bytes);
  if (kind === 'one byte changed') bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  if (kind !== 'missing') await writeFile(join(publicRoot, file), bytes);
  const manifest = { schema: 1, models: [{ ...model, versions: [version, { ...version, id: 'twin', file, sha256 }] }] };
  return { manifest, publicRoot, remove: () => rm(publicRoot, { recursive: true }) };
}
