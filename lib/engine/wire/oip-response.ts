import { TrilaneError } from '../../errors';
import type { ModelTarget, TensorSpec } from '../../model/manifest';
import type { Tensor } from '../../model/tensor';
import { encodeJson, joinFrame, jsonValues, parseObject, splitFrame } from './oip-frame';
import { decodeTensor } from './oip-tensor';
import { BINARY_TYPE, HEADER_LENGTH, JSON_TYPE, type OipMessage } from './oip-types';

/** Writes the answer to an inference request. `options.id` is the id of the request, echoed as the protocol asks. */
export function encodeInferResponse(
  output: Tensor,
  spec: TensorSpec,
  target: ModelTarget,
  options: { readonly id?: string; readonly binary?: boolean } = {},
): OipMessage {
  const { id, binary = true } = options;
  const head = { model_name: target.modelId, model_version: target.versionId, ...(id !== undefined && { id }) };
  const described = { name: spec.name, datatype: spec.datatype, shape: output.shape };
  if (!binary) {
    const body = encodeJson(JSON.stringify({ ...head, outputs: [{ ...described, data: jsonValues(output) }] }));
    return { headers: { 'content-type': JSON_TYPE }, body };
  }
  const outputs = [{ ...described, parameters: { binary_data_size: output.data.byteLength } }];
  const { headerLength, body } = joinFrame(JSON.stringify({ ...head, outputs }), output.data);
  return { headers: { 'content-type': BINARY_TYPE, [HEADER_LENGTH]: String(headerLength) }, body };
}

/**
 * Reads the answer to an inference request.
 *
 * @param headerLength the `Inference-Header-Content-Length` header of the response, if any
 * @throws TrilaneError as `decodeInferRequest`, for an answer that is not what `spec` promises
 */
export function decodeInferResponse(
  headerLength: string | null | undefined,
  body: Uint8Array,
  spec: TensorSpec,
): Tensor {
  const { json, binary } = splitFrame(headerLength, body);
  const { outputs } = parseObject(json);
  if (!Array.isArray(outputs) || outputs.length !== 1) {
    throw new TrilaneError('wrong-input', `The answer must hold exactly one output, "${spec.name}".`);
  }
  return decodeTensor(outputs[0], 'outputs[0]', spec, binary);
}
