import { TrilaneError } from '../../errors';
import type { Tensor } from '../../model/tensor';
import { BYTES_PER_VALUE } from './oip-types';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** A body taken apart: JSON text, then the raw bytes behind it (empty when there are none). */
export interface Frame {
  readonly json: string;
  readonly binary: Uint8Array;
}

/**
 * Joins JSON and the raw values of a tensor. The JSON is padded with spaces to a multiple of 8, so that a receiver can read
 * the values in place instead of copying them to an aligned address.
 */
export function joinFrame(
  json: string,
  values: Float32Array | Uint8Array,
): { headerLength: number; body: Uint8Array<ArrayBuffer> } {
  const header = encoder.encode(json.padEnd(Math.ceil(json.length / 8) * 8, ' '));
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const body = new Uint8Array(header.length + raw.length);
  body.set(header);
  body.set(raw, header.length);
  return { headerLength: header.length, body };
}

export function encodeJson(json: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(json);
}

/**
 * @param headerLength the `Inference-Header-Content-Length` header; absent = the body is JSON to its end
 * @throws TrilaneError `malformed-binary` (the length is no length), `malformed-json` (not UTF-8)
 */
export function splitFrame(headerLength: string | null | undefined, body: Uint8Array): Frame {
  let length = body.length;
  if (headerLength !== null && headerLength !== undefined) {
    length = /^\d{1,15}$/.test(headerLength.trim()) ? Number(headerLength) : Number.NaN;
    if (!(length <= body.length)) {
      throw new TrilaneError(
        'malformed-binary',
        `Inference-Header-Content-Length must be a number of bytes up to the length of the body (${body.length}); it was "${headerLength.slice(0, 40)}".`,
      );
    }
  }
  try {
    return { json: decoder.decode(body.subarray(0, length)), binary: body.subarray(length) };
  } catch {
    throw new TrilaneError('malformed-json', 'The JSON part of the body is not valid UTF-8.');
  }
}

/** @throws TrilaneError `malformed-json` when it is not a JSON object */
export function parseObject(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new TrilaneError('malformed-json', 'The JSON part of the body could not be parsed.');
  }
  if (!isRecord(value)) throw new TrilaneError('malformed-json', 'The JSON part of the body must be an object.');
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Little-endian bytes as values: a view where the address allows it, else a copy. (Every platform that runs Node,
 * or a browser with WebAssembly, is little-endian.)
 */
export function valuesOf(bytes: Uint8Array): Float32Array {
  const count = bytes.length / BYTES_PER_VALUE;
  if (bytes.byteOffset % BYTES_PER_VALUE === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  const { buffer, byteOffset } = aligned(bytes);
  return new Float32Array(buffer, byteOffset, count);
}

const SLAB_BYTES = 512 * 1024;
let slab = new ArrayBuffer(0);
let slabUsed = 0;

/** Copies small pieces into slabs they share: a server does this for every request, and memory of its own is dear. */
function aligned(bytes: Uint8Array): Uint8Array {
  if (bytes.length > SLAB_BYTES / 16) return new Uint8Array(bytes);
  if (slabUsed + bytes.length > slab.byteLength) {
    slab = new ArrayBuffer(SLAB_BYTES);
    slabUsed = 0;
  }
  const copy = new Uint8Array(slab, slabUsed, bytes.length);
  copy.set(bytes);
  slabUsed += Math.ceil(bytes.length / 8) * 8;
  return copy;
}

/** The values of a tensor as a JSON-safe flat list. */
export function jsonValues(tensor: Tensor): number[] {
  return Array.from(tensor.data);
}
