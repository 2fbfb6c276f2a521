import { TrilaneError } from '../../errors';
import type { ModelEntry, TensorSpec } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
import { Findings, optional, quote } from './oip-findings';
import { encodeJson, isRecord, joinFrame, jsonValues } from './oip-frame';
import { readRequestJson } from './oip-request-json';
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
  /** So many best classes are wanted instead of the values; 0: the values. */
  readonly classCount: number;
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
  const { message, binary } = readRequestJson(headerLength, body);
  const findings = new Findings();
  const id = optional(message.id);
  if (id !== undefined && typeof id !== 'string') {
    findings.note('wrong-input', `"id" is ${quote(id)}; it must be a text.`);
  }
  const parameters = decodeParameters(message.parameters, findings);
  const output = decodeOutputs(message.outputs, parameters, model.output, findings);
  const { inputs } = message;
  if (!Array.isArray(inputs) || inputs.length !== 1) {
    const found = Array.isArray(inputs) ? `has ${inputs.length}` : `is ${quote(inputs)}`;
    const wanted = `"${model.id}" takes a list of exactly one, "${model.input.name}"`;
    findings.note('wrong-input', `"inputs" ${found}; ${wanted}.`);
    throw findings.error();
  }
  const tensor = decodeTensor(inputs[0], 'inputs[0]', model.input, binary, findings);
  return { ...(typeof id === 'string' && { id }), inputs: tensor, parameters, ...output };
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
  return {
    inputs: decodeTensor(described, 'inputs[0]', model.input, body),
    parameters: {},
    binaryOutput: true,
    classCount: 0,
  };
}

const JSON_OR_BYTES =
  /^(application\/(json|octet-stream|x-www-form-urlencoded|[\w.-]+\+(json|binary))|text\/(plain|json))\s*(;|$)/i;

function requireMediaType(contentType: string | null | undefined): void {
  if (contentType && contentType !== BINARY_TYPE && contentType !== JSON_TYPE && !JSON_OR_BYTES.test(contentType)) {
    throw new TrilaneError('wrong-media-type', `Send ${JSON_TYPE} or ${BINARY_TYPE}, not ${contentType.slice(0, 60)}.`);
  }
}

function decodeParameters(given: unknown, findings: Findings): OipParameters {
  const value = optional(given);
  if (value === undefined) return {};
  if (!isRecord(value)) {
    findings.note('wrong-input', `"parameters" is ${quote(value)}; it must be an object.`);
    return {};
  }
  if (Object.values(value).every(isScalar)) return value as OipParameters; // every value was checked right here
  const entries = Object.entries(value).filter(([, entry]) => entry !== null);
  for (const [name, entry] of entries) {
    if (isScalar(entry)) continue;
    const detail = `"parameters.${name.slice(0, 40)}" is ${quote(entry)}; it must be a text, a number or true or false.`;
    findings.note('wrong-input', detail);
  }
  return Object.fromEntries(entries) as OipParameters; // what is none was noted
}

function isScalar(entry: unknown): boolean {
  return typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean';
}

type OutputChoice = Pick<InferRequest, 'binaryOutput' | 'classCount'>;

/** How the one output goes back: its own `binary_data` counts more than the request's `binary_data_output`. */
function decodeOutputs(given: unknown, parameters: OipParameters, spec: TensorSpec, findings: Findings): OutputChoice {
  const binaryOutput = readSwitch(parameters.binary_data_output, 'parameters.binary_data_output', findings) ?? false;
  const outputs = optional(given);
  if (outputs === undefined) return { binaryOutput, classCount: 0 };
  if (!Array.isArray(outputs)) {
    findings.note('wrong-input', `"outputs" is ${quote(outputs)}; it must be a list.`);
    return { binaryOutput, classCount: 0 };
  }
  let choice: OutputChoice = { binaryOutput, classCount: 0 };
  outputs.forEach((output, index) => {
    choice = decodeOutput(output, `outputs[${index}]`, choice, spec, findings);
  });
  return choice;
}

function decodeOutput(
  output: unknown,
  path: string,
  choice: OutputChoice,
  spec: TensorSpec,
  findings: Findings,
): OutputChoice {
  if (!isRecord(output) || output.name !== spec.name) {
    const [at, found] = isRecord(output) ? [`${path}.name`, output.name] : [path, output];
    findings.note('wrong-input', `"${at}" is ${quote(found)}; the only output of this model is "${spec.name}".`);
    return choice;
  }
  const own = optional(output.parameters) ?? {};
  if (!isRecord(own)) {
    findings.note('wrong-input', `"${path}.parameters" is ${quote(own)}; it must be an object.`);
    return choice;
  }
  const classCount = optional(own.classification) ?? 0;
  if (typeof classCount !== 'number' || !Number.isSafeInteger(classCount) || classCount < 0) {
    const wanted = 'it must be a number of classes';
    findings.note('wrong-input', `"${path}.parameters.classification" is ${quote(classCount)}; ${wanted}.`);
    return choice;
  }
  if (optional(own.shared_memory_region) !== undefined) {
    findings.note('wrong-input', `"${path}" names shared memory, which this server does not write to.`);
  }
  const binary = readSwitch(own.binary_data, `${path}.parameters.binary_data`, findings);
  return { binaryOutput: binary ?? choice.binaryOutput, classCount };
}

function readSwitch(value: unknown, path: string, findings: Findings): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (optional(value) !== undefined) {
    findings.note('wrong-input', `"${path}" is ${quote(value)}; it must be true or false.`);
  }
  return undefined;
}
