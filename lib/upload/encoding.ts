import type { UploadEncoding } from '../wire/upload';

/** What a file that should be text is by its first bytes, in words; `null` when it may be text. */
export function otherKind(start: Uint8Array): string | null {
  return OTHERS.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte))?.what ?? null;
}

const OTHERS = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive or a spreadsheet’s own file' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old spreadsheet’s own file' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard archive' },
  { bytes: [0x42, 0x5a, 0x68], what: 'a bzip2 archive' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an xz archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7z archive' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], what: 'an Arrow file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
  { bytes: [0xff, 0xfe, 0, 0], what: 'text in UTF-32' },
  { bytes: [0, 0, 0xfe, 0xff], what: 'text in UTF-32' },
] as const;

const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: UploadEncoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];
/** Text of Latin letters in UTF-16 has a zero in every second byte. */
const SHARE_OF_ZEROS = 0.7;
const LOOKED_AT = 1024;

/** The encoding that the first bytes of a file tell: by their mark, or by their zeros. `null` = they do not. */
export function encodingByStart(start: Uint8Array): UploadEncoding | null {
  const marked = MARKS.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte));
  if (marked) return marked.encoding;
  const zeros = [0, 0];
  const count = Math.min(LOOKED_AT, start.length) & ~1;
  for (let at = 0; at < count; at++) if (start[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((found) => found / Math.max(1, count / 2));
  if (odd > SHARE_OF_ZEROS && even < 1 - SHARE_OF_ZEROS) return 'utf-16le';
  if (even > SHARE_OF_ZEROS && odd < 1 - SHARE_OF_ZEROS) return 'utf-16be';
  return null;
}

/** Bytes that no character of Windows-1252 has. */
export const NOT_WINDOWS_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** The characters of Windows-1252 from 0x80 on; those that it does not have stand for themselves. */
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export interface UploadDecoder {
  /** @param bytes the next ones; none at the end. @throws TypeError where they are no text of the encoding */
  decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string;
}

/** Decodes text. Some versions of Node take Windows-1252 for Latin-1, so its own characters are seen to here. */
export function uploadDecoder(encoding: UploadEncoding, options?: { readonly fatal: boolean }): UploadDecoder {
  const decoder = new TextDecoder(encoding, options);
  if (encoding !== 'windows-1252') return decoder;
  return {
    decode: (bytes, how) =>
      decoder.decode(bytes, how).replace(/[\u0080-\u009f]/g, (one) => FROM_80[one.charCodeAt(0) - 0x80] ?? one),
  };
}
