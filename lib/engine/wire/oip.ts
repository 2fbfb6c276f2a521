/** The wire of the online lane: Open Inference Protocol v2 with the binary tensor data extension. Runs anywhere. */
export { decodeInferRequest, type EncodeOptions, encodeInferRequest, type InferRequest } from './oip-request';
export { decodeInferResponse, encodeInferResponse } from './oip-response';
export {
  BINARY_TYPE,
  HEADER_LENGTH,
  JSON_TYPE,
  MOST_ROWS_PER_REQUEST,
  type OipMessage,
  type OipParameters,
} from './oip-types';
