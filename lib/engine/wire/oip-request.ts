import { TrilaneError } from '../../errors';
import type { ModelEntry, TensorSpec } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
import { encodeJson, isRecord, joinFrame, jsonValues, parseObject, splitFrame } from './oip-frame';
import { decodeTensor, requireRows, rowShapeOf } from './oip-tensor';
import {
  BINARY_TYPE,
  BYTES_PER_VALUE,
  HEADER_LENGTH,
  JSON_TYPE,
  type OipMessage,
  type OipParameters,
} from './oip-types';

export interface EncodeOptions {
  readonly id?: string;
  readonly parameters?: OipParameters;
  /** Values as raw bytes both ways (default), or as JSON numbers both ways. */
  readonly binary?: boolean;
}

export interface InferRequest {
  readonly id?: string;
  /** `[rows, ...]`, checked against the model. A view into the body where its address allows it. */
  readonly inputs: Tensor;
  readonly parameters: OipParameters;
  /** The caller wants raw bytes back. */
  readonly binaryOutput: boolean;
}

/** Writes an inference request for one input tensor. */
export function encodeInferRequest(input: Tensor, spec: TensorSpec, options: EncodeOptions = {}): OipMessage {
  const { id, parameters, binary = true } = options;
  const described = { name: spec.name, datatype: spec.datatype, shape: input.shape };
  const allParameters = binary ? { ...parameters, binary_data_output: true } : parameters;
  const head = { ...(id !== undefined && { id }), ...(allParameters && { parameters: allParameters }) };
  if (!binary) {
    const body = encodeJson(JSON.stringify({ ...head, inputs: [{ ...described, data: jsonValues(input) }] }));
    return { headers: { 'content-type': JSON_TYPE }, body };
  }
  const inputs = [{ ...described, parameters: { binary_data_size: input.data.byteLength } }];
  const { headerLength, body } = joinFrame(JSON.stringify({ ...head, inputs }), input.data);
  return { headers: { 'content-type': BINARY_TYPE, [HEADER_LENGTH]: String(headerLength) }, body };
}

/**
 * Reads and checks an inference request.
 *
 * @param headerLength the `Inference-Header-Content-Length` header, if any. "0" is Triton's raw request: the
 *   whole body is the input tensor, and the answer is raw as well.
 * @param contentType only types that can hold neither JSON nor bytes are refused; many clients send none, or curl's default
 * @throws TrilaneError `malformed-json`, `malformed-binary`, `wrong-media-type`, `wrong-input`, `wrong-shape`,
 *   `wrong-datatype`, `not-a-number`, `too-few-samples`, `too-many-samples`
 */
export function decodeInferRequest(
  headerLength: string | null | undefined,
  contentType: string | null | undefined,
  body: Uint8Array,
  model: ModelEntry,
): InferRequest {
  requireMediaType(contentType);
  if (headerLength === '0') return decodeRawRequest(body, model);
  const { json, binary } = splitFrame(headerLength, body);
  const message = parseObject(json);
  const { id, inputs, outputs } = message;
  if (id !== undefined && typeof id !== 'string')
    throw new TrilaneError('wrong-input', 'The id of a request must be a string.');
  if (!Array.isArray(inputs) || inputs.length !== 1) {
    const count = Array.isArray(inputs) ? inputs.length : 0;
    throw new TrilaneError(
      'wrong-input',
      `"${model.id}" takes exactly one input, "${model.input.name}"; the request has ${count}.`,
    );
  }
  const parameters = decodeParameters(message.parameters);
  return {
    ...(id !== undefined && { id }),
    inputs: decodeTensor(inputs[0], model.input, binary),
    parameters,
    binaryOutput: decodeOutputs(outputs, parameters, model.output),
  };
}

function decodeRawRequest(body: Uint8Array, model: ModelEntry): InferRequest {
  const rowShape = rowShapeOf(model.input);
  const rowBytes = elementCount(rowShape) * BYTES_PER_VALUE;
  const rows = body.length / rowBytes;
  if (!Number.isInteger(rows)) {
    throw new TrilaneError(
      'malformed-binary',
      `"${model.input.name}" takes ${rowBytes} bytes a row; the body has ${body.length}.`,
    );
  }
  requireRows(rows, model.input);
  const shape = [rows, ...rowShape];
  const described = {
    name: model.input.name,
    datatype: model.input.datatype,
    shape,
    parameters: { binary_data_size: body.length },
  };
  return { inputs: decodeTensor(described, model.input, body), parameters: {}, binaryOutput: true };
}

const JSON_OR_BYTES =
  /^(application\/(json|octet-stream|x-www-form-urlencoded|[\w.-]+\+(json|binary))|text\/plain)\s*(;|$)/i;

function requireMediaType(contentType: string | null | undefined): void {
  if (contentType && contentType !== BINARY_TYPE && contentType !== JSON_TYPE && !JSON_OR_BYTES.test(contentType)) {
    throw new TrilaneError('wrong-media-type', `Send ${JSON_TYPE} or ${BINARY_TYPE}, not ${contentType.slice(0, 60)}.`);
  }
}

function decodeParameters(value: unknown): OipParameters {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new TrilaneError('wrong-input', 'The parameters of a request must be an object.');
  const scalar = (entry: unknown) =>
    typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean';
  if (!Object.values(value).every(scalar)) {
    throw new TrilaneError('wrong-input', 'Every parameter of a request must be a string, a number or a boolean.');
  }
  return value as OipParameters; // every value was checked on the line above
}

/** Whether the one output goes back as bytes: its own `binary_data` counts more than the request's `binary_data_output`. */
function decodeOutputs(outputs: unknown, parameters: OipParameters, spec: TensorSpec): boolean {
  const asked = parameters.binary_data_output === true;
  if (outputs === undefined) return asked;
  if (!Array.isArray(outputs)) throw new TrilaneError('wrong-input', 'The outputs of a request must be a list.');
  let binary = asked;
  for (const output of outputs) {
    if (!isRecord(output) || output.name !== spec.name) {
      throw new TrilaneError('wrong-input', `The only output of this model is "${spec.name}".`);
    }
    const own = isRecord(output.parameters) ? output.parameters : {};
    if (own.classification !== undefined && own.classification !== 0) {
      throw new TrilaneError(
        'wrong-input',
        'The classification extension is not offered here: ask for the probabilities.',
      );
    }
    if (typeof own.binary_data === 'boolean') binary = own.binary_data;
  }
  return binary;
}
