import { TrilaneError } from '../../errors';
import type { TensorSpec } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
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
 * @param binary all bytes behind the JSON; they must be exactly this tensor's
 * @throws TrilaneError `wrong-input`, `wrong-datatype`, `wrong-shape`, `too-few-samples`, `too-many-samples`,
 *   `malformed-binary`, `not-a-number`
 */
export function decodeTensor(entry: unknown, spec: TensorSpec, binary: Uint8Array): Tensor {
  if (!isRecord(entry))
    throw new TrilaneError('wrong-input', 'Every tensor must be an object with name, datatype, shape and data.');
  if (entry.name !== spec.name) {
    throw new TrilaneError('wrong-input', `There is no tensor ${quote(entry.name)} here; it is called "${spec.name}".`);
  }
  if (entry.datatype !== spec.datatype) {
    throw new TrilaneError('wrong-datatype', `"${spec.name}" must be ${spec.datatype}, not ${quote(entry.datatype)}.`);
  }
  const shape = decodeShape(entry.shape, spec);
  const parameters = entry.parameters;
  const size = isRecord(parameters) ? parameters.binary_data_size : undefined;
  const data =
    size === undefined ? jsonData(entry.data, shape, spec, binary) : binaryData(size, entry.data, shape, spec, binary);
  requireFinite(data, spec);
  return { shape, data };
}

function decodeShape(value: unknown, spec: TensorSpec): number[] {
  const wanted = spec.shape.map((size) => (size === -1 ? 'rows' : size)).join(', ');
  if (!Array.isArray(value) || !value.every((size): size is number => Number.isSafeInteger(size) && size >= 0)) {
    throw new TrilaneError('wrong-shape', `"${spec.name}" needs a shape of [${wanted}].`);
  }
  const fits =
    value.length === spec.shape.length && spec.shape.every((size, axis) => axis === 0 || size === value[axis]);
  if (!fits) {
    const shown = value.slice(0, 8).join(', ');
    throw new TrilaneError('wrong-shape', `"${spec.name}" needs a shape of [${wanted}], not [${shown}].`);
  }
  requireRows(value[0] ?? 0, spec);
  return value;
}

/** @throws TrilaneError `too-few-samples`, `too-many-samples` */
export function requireRows(rows: number, spec: TensorSpec): void {
  if (rows === 0) throw new TrilaneError('too-few-samples', `"${spec.name}" holds no row; send at least one.`);
  if (rows > MOST_ROWS_PER_REQUEST) {
    throw new TrilaneError(
      'too-many-samples',
      `One request takes up to ${MOST_ROWS_PER_REQUEST} rows; "${spec.name}" has ${rows}.`,
    );
  }
}

function binaryData(size: unknown, data: unknown, shape: number[], spec: TensorSpec, binary: Uint8Array): Float32Array {
  if (data !== undefined) {
    throw new TrilaneError('wrong-input', `"${spec.name}" has both data and binary_data_size; send one of them.`);
  }
  const expected = elementCount(shape) * BYTES_PER_VALUE;
  if (size !== expected) {
    throw new TrilaneError(
      'malformed-binary',
      `"${spec.name}" of this shape takes ${expected} bytes; binary_data_size says ${quote(size)}.`,
    );
  }
  if (binary.length !== expected) {
    throw new TrilaneError(
      'malformed-binary',
      `"${spec.name}" needs ${expected} bytes behind the JSON; there are ${binary.length}.`,
    );
  }
  return valuesOf(binary);
}

function jsonData(data: unknown, shape: number[], spec: TensorSpec, binary: Uint8Array): Float32Array {
  if (!Array.isArray(data)) throw new TrilaneError('wrong-input', `"${spec.name}" has no data: it must be an array.`);
  if (binary.length > 0) {
    throw new TrilaneError(
      'malformed-binary',
      `${binary.length} bytes follow the JSON, but no tensor has a binary_data_size.`,
    );
  }
  const values = new Float32Array(elementCount(shape));
  let filled = 0;
  const fill = (list: readonly unknown[], depth: number) => {
    for (const value of list) {
      if (Array.isArray(value)) {
        if (depth >= shape.length) throw wrongLayout(spec, shape);
        fill(value, depth + 1);
      } else {
        // JSON has no NaN: many writers put null in its place.
        if (value === null)
          throw new TrilaneError('not-a-number', `"${spec.name}" holds null where a number must be (value ${filled}).`);
        if (typeof value !== 'number') {
          throw new TrilaneError(
            'wrong-datatype',
            `"${spec.name}" must hold numbers only; value ${filled} is a ${typeof value}.`,
          );
        }
        if (filled >= values.length) throw wrongLayout(spec, shape);
        values[filled++] = value;
      }
    }
  };
  fill(data, 1);
  if (filled !== values.length || !(isFlat(data) || isNestedAs(data, shape, 0))) throw wrongLayout(spec, shape);
  return values;
}

function isFlat(data: readonly unknown[]): boolean {
  return data.every((value) => typeof value === 'number');
}

function isNestedAs(data: unknown, shape: readonly number[], axis: number): boolean {
  if (axis === shape.length) return typeof data === 'number';
  return (
    Array.isArray(data) && data.length === shape[axis] && data.every((inner) => isNestedAs(inner, shape, axis + 1))
  );
}

function wrongLayout(spec: TensorSpec, shape: readonly number[]): TrilaneError {
  return new TrilaneError(
    'wrong-shape',
    `The data of "${spec.name}" must be ${elementCount(shape)} numbers, in one flat list or nested as its shape [${shape.join(', ')}].`,
  );
}

function requireFinite(values: Float32Array, spec: TensorSpec): void {
  // One pass without branches: 0 x anything finite is 0, and NaN sticks.
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) * 0; // index is in range
  if (sum === 0) return;
  const index = values.findIndex((value) => !Number.isFinite(value));
  throw new TrilaneError(
    'not-a-number',
    `"${spec.name}" must hold finite 32-bit numbers only; value ${index} is not one.`,
  );
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value)?.slice(0, 60) ?? typeof value);
}
