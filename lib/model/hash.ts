import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { type ErrorCode, TrilaneError } from '../errors';

/**
 * SHA-256 in hex. Written in JavaScript by a library, because `crypto.subtle` is missing where a phone
 * opens the site over plain HTTP.
 */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** @throws TrilaneError `code` when the bytes are not the ones the manifest lists. */
export function verifyBytes(
  bytes: Uint8Array,
  expectedSha256: string,
  what: string,
  code: ErrorCode = 'hash-mismatch',
): void {
  const actual = sha256Hex(bytes);
  if (actual !== expectedSha256) {
    throw new TrilaneError(
      code,
      `The file of ${what} is not the one the manifest lists (SHA-256 ${actual.slice(0, 8)}…, expected ${expectedSha256.slice(0, 8)}…), so it was not loaded.`,
    );
  }
}
