import { TrilaneError } from '../../errors';
import type { TensorSpec } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
import { noteWrongData, numbersOf } from './oip-data';
import { Findings, optional, quote } from './oip-findings';
import { isRecord, valuesOf } from './oip-frame';
import { BYTES_PER_VALUE, MOST_ROWS_PER_REQUEST } from './oip-types';

/** The shape of one item: the spec's without its batch. */
export function rowShapeOf(spec: TensorSpec): readonly number[] {
  return spec.shape.slice(1);
}

/**
 * One tensor of a message, its values in the JSON (`data`, nested or flat) or in the bytes behind it
 * (`parameters.binary_data_size`).
 *
 * @param entry an element of `inputs` or `outputs`
 * @param path where it stands, such as `inputs[0]`
 * @param binary all bytes behind the JSON; they must be exactly this tensor's
 * @param findings what is wrong with the message so far: thrown with what is wrong here
 * @throws TrilaneError `wrong-input`, `wrong-datatype`, `wrong-shape`, `too-few-samples`, `too-many-samples`,
 *   `malformed-binary`, `not-a-number`
 */
export function decodeTensor(
  entry: unknown,
  path: string,
  spec: TensorSpec,
  binary: Uint8Array,
  findings = new Findings(),
): Tensor {
  if (!isRecord(entry)) {
    const wanted = 'it must be an object with name, datatype, shape and data';
    findings.note('wrong-input', `"${path}" is ${quote(entry)}; ${wanted}.`);
    throw findings.error();
  }
  const { name, datatype } = entry;
  if (name !== spec.name) {
    findings.note('wrong-input', `"${path}.name" is ${quote(name)}; it must be "${spec.name}".`);
  }
  if (datatype !== spec.datatype && !isSameType(datatype, spec)) {
    const wanted = `it must be "${spec.datatype}", little-endian floats of 32 bits (numpy.float32)`;
    findings.note('wrong-datatype', `"${path}.datatype" is ${quote(datatype)}; ${wanted}.`);
  }
  const shape = decodeShape(entry.shape, `${path}.shape`, spec, findings);
  const data = decodeValues(entry, path, shape, spec, binary, findings);
  if (!findings.isEmpty || !shape || !data) throw findings.error();
  requireFinite(data, shape, spec);
  return { shape, data };
}

/** Names of types differ in nothing but case from no other type. */
function isSameType(datatype: unknown, spec: TensorSpec): boolean {
  return typeof datatype === 'string' && datatype.toUpperCase() === spec.datatype;
}

function decodeShape(value: unknown, path: string, spec: TensorSpec, findings: Findings): number[] | undefined {
  const wanted = spec.shape.map((size) => (size === -1 ? 'rows' : size)).join(', ');
  if (!Array.isArray(value)) {
    findings.note('wrong-shape', `"${path}" is ${quote(value)}; it must be [${wanted}].`);
    return undefined;
  }
  const wrongAt = value.findIndex((size) => !Number.isSafeInteger(size) || size < 0);
  if (wrongAt >= 0) {
    const wrong = `"${path}[${wrongAt}]" is ${quote(value[wrongAt])}; a size must be a whole number, and the shape [${wanted}].`;
    findings.note('wrong-shape', wrong);
    return undefined;
  }
  const fits =
    value.length === spec.shape.length && spec.shape.every((size, axis) => axis === 0 || size === value[axis]);
  if (!fits) {
    const shown = value.slice(0, 8).join(', ');
    findings.note('wrong-shape', `"${spec.name}" needs a shape of [${wanted}], not [${shown}]; one row counts as 1.`);
    return undefined;
  }
  const rows = value[0] ?? 0;
  if (rows > 0 && rows <= MOST_ROWS_PER_REQUEST) return value;
  noteWrongRows(rows, spec, findings);
  return undefined;
}

/** @throws TrilaneError `too-few-samples`, `too-many-samples` */
export function requireRows(rows: number, spec: TensorSpec): void {
  const findings = new Findings();
  noteWrongRows(rows, spec, findings);
  if (!findings.isEmpty) throw findings.error();
}

function noteWrongRows(rows: number, spec: TensorSpec, findings: Findings): void {
  if (rows === 0) findings.note('too-few-samples', `"${spec.name}" holds no row; send at least one.`);
  if (rows > MOST_ROWS_PER_REQUEST) {
    const detail = `One request takes up to ${MOST_ROWS_PER_REQUEST} rows; "${spec.name}" has ${rows}.`;
    findings.note('too-many-samples', detail);
  }
}

/** @param shape undefined where that is wrong: then what can be told without it is noted */
function decodeValues(
  entry: Readonly<Record<string, unknown>>,
  path: string,
  shape: readonly number[] | undefined,
  spec: TensorSpec,
  binary: Uint8Array,
  findings: Findings,
): Float32Array | undefined {
  const parameters = optional(entry.parameters);
  if (parameters !== undefined && !isRecord(parameters)) {
    findings.note('wrong-input', `"${path}.parameters" is ${quote(parameters)}; it must be an object.`);
    return undefined;
  }
  const size = optional(parameters?.binary_data_size);
  const data = optional(entry.data);
  if (data !== undefined && size !== undefined) {
    findings.note('wrong-input', `"${path}" has both data and binary_data_size; send one of them.`);
    return undefined;
  }
  if (optional(parameters?.shared_memory_region) !== undefined) {
    findings.note('wrong-input', `"${path}" names shared memory, which this server does not read; send the values.`);
    return undefined;
  }
  if (size !== undefined) return shape && binaryData(size, path, shape, spec, binary, findings);
  if (binary.length > 0) {
    const detail = `${binary.length} bytes follow the JSON, but no tensor has a binary_data_size.`;
    findings.note('malformed-binary', detail);
  }
  if (!Array.isArray(data)) {
    findings.note('wrong-input', `"${path}.data" is ${quote(entry.data)}; it must be a list of numbers.`);
    return undefined;
  }
  const values = shape && numbersOf(data, shape);
  if (!values) noteWrongData(data, shape, spec, `${path}.data`, findings);
  return values ?? undefined;
}

function binaryData(
  size: unknown,
  path: string,
  shape: readonly number[],
  spec: TensorSpec,
  binary: Uint8Array,
  findings: Findings,
): Float32Array | undefined {
  const expected = elementCount(shape) * BYTES_PER_VALUE;
  if (size !== expected) {
    const detail = `"${path}.parameters.binary_data_size" is ${quote(size)}; "${spec.name}" of this shape takes ${expected} bytes.`;
    findings.note('malformed-binary', detail);
  }
  if (binary.length === expected) return valuesOf(binary);
  const begin = binary.length === 0 ? ' The header Inference-Header-Content-Length says where they begin.' : '';
  const detail = `"${spec.name}" needs ${expected} bytes behind the JSON; there are ${binary.length}.${begin}`;
  findings.note('malformed-binary', detail);
  return undefined;
}

function requireFinite(values: Float32Array, shape: readonly number[], spec: TensorSpec): void {
  // One pass without branches: 0 x anything finite is 0, and NaN sticks.
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) * 0; // index is in range
  if (sum === 0) return;
  const index = values.findIndex((value) => !Number.isFinite(value));
  const row = Math.floor(index / (values.length / (shape[0] ?? 1)));
  throw new TrilaneError(
    'not-a-number',
    `"${spec.name}" must hold finite 32-bit numbers only; value ${index} (in row ${row}) is ${values[index]} as one.`,
  );
}
