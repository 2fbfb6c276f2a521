import { TrilaneError } from '../../errors';
import type { TensorSpec } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
import { JOB_HEADER_BYTES, requireSampleCount } from '../../wire/lab-job';
import { isRecord, parseObject, splitFrame, valuesOf } from './oip-frame';
import { decodeTensor, rowShapeOf } from './oip-tensor';
import { BYTES_PER_VALUE } from './oip-types';

/**
 * An Open Inference Protocol message with the raw values of one tensor, of more rows than a request of the online lane may
 * have. Taken apart, but not checked against a model yet: its parameters may say which one.
 */
export interface LabJobMessage {
  readonly json: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly binary: Uint8Array;
}

/**
 * @param headerLength the `Inference-Header-Content-Length` header
 * @throws TrilaneError `malformed-binary`, `malformed-json`, `too-large`
 */
export function openLabJobMessage(headerLength: string | null | undefined, body: Uint8Array): LabJobMessage {
  if (!headerLength) {
    throw new TrilaneError(
      'malformed-binary',
      'A binary job needs the Inference-Header-Content-Length header: the length of its JSON in bytes.',
    );
  }
  if (Number(headerLength) > JOB_HEADER_BYTES && Number(headerLength) <= body.length) {
    throw new TrilaneError('too-large', `The JSON of a binary job may have up to ${JOB_HEADER_BYTES / 1024} KiB.`);
  }
  const { json: text, binary } = splitFrame(headerLength, body);
  const json = parseObject(text);
  return { json, parameters: isRecord(json.parameters) ? json.parameters : {}, binary };
}

/**
 * The tensor of a message: `[rows, ...]`, a view into the body where its address allows it. Of its values only the first
 * row's are looked at.
 *
 * @param list `inputs` of a request, `outputs` of a response
 * @throws TrilaneError `malformed-binary`, `wrong-input`, `wrong-datatype`, `wrong-shape`, `not-a-number`,
 *   `too-few-samples`, `too-many-samples`
 */
export function tensorOf({ json, binary }: LabJobMessage, list: 'inputs' | 'outputs', spec: TensorSpec): Tensor {
  const tensors = json[list];
  const entry: unknown = Array.isArray(tensors) && tensors.length === 1 ? tensors[0] : undefined;
  if (!isRecord(entry))
    throw new TrilaneError('wrong-input', `There must be exactly one tensor in "${list}", called "${spec.name}".`);
  return manyRows(entry, `${list}[0]`, spec, binary);
}

function manyRows(entry: Record<string, unknown>, path: string, spec: TensorSpec, binary: Uint8Array): Tensor {
  const rowShape = rowShapeOf(spec);
  const rowBytes = elementCount(rowShape) * BYTES_PER_VALUE;
  const { shape, parameters } = entry;
  const rows = Array.isArray(shape) && Number.isSafeInteger(shape[0]) && shape[0] >= 0 ? Number(shape[0]) : undefined;
  if (rows !== undefined) requireSampleCount(rows);
  // Name, datatype and the rest of the shape are checked as in any message, on the first row alone.
  const firstRow = new Uint8Array(rowBytes);
  firstRow.set(binary.subarray(0, rowBytes));
  const oneRow = Array.isArray(shape) && rows !== undefined ? [1, ...shape.slice(1)] : shape;
  decodeTensor({ ...entry, shape: oneRow, parameters: { binary_data_size: rowBytes } }, path, spec, firstRow);
  const announcedBytes = isRecord(parameters) ? parameters.binary_data_size : undefined;
  const bytes = (rows ?? 0) * rowBytes;
  if (announcedBytes !== bytes || binary.length !== bytes) {
    throw new TrilaneError(
      'malformed-binary',
      `${rows} rows of "${spec.name}" are ${bytes} bytes; the JSON announces ${JSON.stringify(announcedBytes) ?? 'none'} and ${binary.length} follow it.`,
    );
  }
  return { shape: [rows ?? 0, ...rowShape], data: valuesOf(binary) };
}
