import { TrilaneError } from '../../../errors';

/** The longest line of an upload: an image takes a sixteenth of it. */
export const LONGEST_LINE_BYTES = 64 * 1024;

export function unreadable(sentence: string, cause?: unknown): TrilaneError {
  return new TrilaneError('unreadable-upload', sentence, cause === undefined ? undefined : { cause });
}

const ARCHIVES = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard archive' },
  { bytes: [0x42, 0x5a, 0x68], what: 'a bzip2 archive' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an xz archive' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { bytes: [0xff, 0xfe], what: 'text in UTF-16' },
  { bytes: [0xfe, 0xff], what: 'text in UTF-16' },
] as const;

/** What a file that should be text is instead, by its first bytes; `null` when it may be text. */
export function otherKind(start: Uint8Array): string | null {
  return ARCHIVES.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte))?.what ?? null;
}
