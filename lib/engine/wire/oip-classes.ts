import type { ModelTarget, TensorSpec } from '../../model/manifest';
import type { Tensor } from '../../model/tensor';
import { encodeJson, joinFrame } from './oip-frame';
import { BINARY_TYPE, HEADER_LENGTH, JSON_TYPE, type OipMessage } from './oip-types';

const encoder = new TextEncoder();

/**
 * Writes an answer as Triton's classification extension does: of each row the classes of the highest values as texts
 * `value:index:label`, in an output of type BYTES and shape [rows, classes].
 *
 * @param classCount how many; there are never more than values in a row
 * @param labels of the values, in order; without one a text is `value:index`
 */
export function encodeClasses(
  output: Tensor,
  spec: TensorSpec,
  target: ModelTarget,
  labels: readonly string[],
  { id, binary, classCount }: { readonly id?: string; readonly binary: boolean; readonly classCount: number },
): OipMessage {
  const rows = output.shape[0] ?? 0;
  const width = output.data.length / rows;
  const texts: string[] = [];
  for (let row = 0; row < rows; row++) {
    const values = output.data.subarray(row * width, (row + 1) * width);
    texts.push(...bestOf(values, classCount, labels));
  }
  const head = { model_name: target.modelId, model_version: target.versionId, ...(id !== undefined && { id }) };
  const described = { name: spec.name, datatype: 'BYTES', shape: [rows, texts.length / rows] };
  if (!binary) {
    const body = encodeJson(JSON.stringify({ ...head, outputs: [{ ...described, data: texts }] }));
    return { headers: { 'content-type': JSON_TYPE }, body };
  }
  const bytes = lengthPrefixed(texts);
  const outputs = [{ ...described, parameters: { binary_data_size: bytes.length } }];
  const { headerLength, body } = joinFrame(JSON.stringify({ ...head, outputs }), bytes);
  return { headers: { 'content-type': BINARY_TYPE, [HEADER_LENGTH]: String(headerLength) }, body };
}

function bestOf(values: Float32Array, count: number, labels: readonly string[]): string[] {
  const byValue = Array.from(values.keys()).sort((left, right) => (values[right] ?? 0) - (values[left] ?? 0));
  return byValue.slice(0, count).map((index) => {
    // Six decimals, as Triton's std::to_string writes a float.
    const text = `${(values[index] ?? 0).toFixed(6)}:${index}`;
    return labels[index] === undefined ? text : `${text}:${labels[index]}`;
  });
}

/** BYTES on the wire: each element behind its length, an unsigned 32-bit number, little-endian. */
function lengthPrefixed(texts: readonly string[]): Uint8Array {
  const elements = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(elements.reduce((total, element) => total + 4 + element.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const element of elements) {
    view.setUint32(at, element.length, true);
    bytes.set(element, at + 4);
    at += 4 + element.length;
  }
  return bytes;
}
