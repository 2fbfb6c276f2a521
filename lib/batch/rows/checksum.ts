import { createHash } from 'node:crypto';

/** SHA-256 over those of the parts of a data set (hex), in order. */
export function checksumOf(partHashes: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of partHashes) hash.update(part);
  return hash.digest('hex');
}
