/**
 * The messages of the Open Inference Protocol v2 (KServe, Triton) that Trilane speaks: one FP32 tensor in, one out.
 * https://github.com/kserve/open-inference-protocol and, for bytes behind the JSON, Triton's binary tensor data extension.
 */
export type OipParameters = Readonly<Record<string, string | number | boolean>>;

/** Says how long the JSON is at the start of a body that goes on with raw tensor bytes. Lower case, as Node hands it over. */
export const HEADER_LENGTH = 'inference-header-content-length';

export const BINARY_TYPE = 'application/octet-stream';
export const JSON_TYPE = 'application/json';

/** FP32 is the only element type the models here take and give: IEEE 754 single precision, little-endian. */
export const BYTES_PER_VALUE = 4;

/** More rows than this in one request answer `too-many-samples`; a batch job is the lane for more. */
export const MOST_ROWS_PER_REQUEST = 1024;

/** What goes over HTTP. */
export interface OipMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}
