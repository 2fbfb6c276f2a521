import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as decompressZstd, Decompress as ZstdStream } from 'fzstd';
import type { Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { damaged } from './parquet-limits';

/** Unpackers of pages that give as many bytes as the page's header says (whose size was checked), or throw. */
export const DECOMPRESSORS: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  ZSTD: unpackZstd,
  LZ4_RAW: unpackLz4Block,
  LZ4: (bytes, length) => (hadoopSize(bytes) === length ? decompressLz4(bytes, length) : unpackLz4Block(bytes, length)),
};

/** How far a Zstandard frame may look back. Bytes. */
const MOST_WINDOW_BYTES = 128 * 1024 * 1024;

function unpackZstd(bytes: Uint8Array, length: number): Uint8Array {
  const { windowBytes, contentBytes } = zstdFrame(bytes);
  const unpacked = new Uint8Array(length);
  if (contentBytes === length) return decompressZstd(bytes, unpacked);
  if (contentBytes !== null || windowBytes > MOST_WINDOW_BYTES) throw damaged();
  let at = 0;
  const unpacker = new ZstdStream((piece) => {
    unpacked.set(piece, at); // throws where there is more than there should be
    at += piece.length;
  });
  unpacker.push(bytes, true);
  if (at !== length) throw damaged();
  return unpacked;
}

/** What a frame says of itself (RFC 8878, 3.1.1.1); `contentBytes` is `null` where it does not say. */
function zstdFrame(bytes: Uint8Array): { windowBytes: number; contentBytes: number | null } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const descriptor = view.getUint8(4);
  const isSingle = (descriptor & 0b0010_0000) !== 0;
  const at = (isSingle ? 5 : 6) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const sizes = [
    () => (isSingle ? view.getUint8(at) : null),
    () => view.getUint16(at, true) + 256,
    () => view.getUint32(at, true),
    () => Number(view.getBigUint64(at, true)),
  ];
  const contentBytes = sizes[descriptor >> 6]?.() ?? null;
  const window = view.getUint8(5);
  return { windowBytes: contentBytes ?? 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8), contentBytes };
}

function unpackLz4Block(bytes: Uint8Array, length: number): Uint8Array {
  // The unpacker goes on for as long as it is told to.
  if (lz4Size(bytes) !== length) throw damaged();
  // It does not know a block of nothing.
  return length === 0 ? new Uint8Array() : decompressLz4Raw(bytes, length);
}

/** Bytes that a block of LZ4 unpacks to; -1 where it is none. */
function lz4Size(block: Uint8Array): number {
  let size = 0;
  let at = 0;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    for (let byte = 255; byte === 255; length += byte) byte = block[at++] ?? 0;
    return length;
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = lengthFrom(token >> 4);
    size += literals;
    at += literals;
    if (at >= block.length) break;
    at += 2;
    size += lengthFrom(token & 15) + 4;
  }
  return at === block.length ? size : -1;
}

/** Bytes that blocks of LZ4, each behind its two sizes as Hadoop writes them, unpack to; -1 where it is none such. */
function hadoopSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size = 0;
  let at = 0;
  while (at + 8 <= bytes.length) {
    const unpacked = view.getUint32(at);
    const end = at + 8 + view.getUint32(at + 4);
    if (end > bytes.length || lz4Size(bytes.subarray(at + 8, end)) !== unpacked) return -1;
    size += unpacked;
    at = end;
  }
  return at === bytes.length ? size : -1;
}
