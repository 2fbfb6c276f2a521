import type { ModelEntry, ModelTarget } from '../../model/manifest';
import type { Tensor } from '../../model/tensor';
import { encodeClasses } from './oip-classes';
import type { InferRequest } from './oip-request';
import { encodeInferResponse } from './oip-response';
import { HEADER_LENGTH, type OipMessage } from './oip-types';

/**
 * Writes the answer to a request: its id and its choice of bytes or JSON are taken over. The body is on loan: the next
 * call may overwrite it, so send or copy it at once.
 */
export type ResponseEncoder = (
  output: Tensor,
  request: Pick<InferRequest, 'id' | 'binaryOutput' | 'classCount'>,
) => OipMessage;

/** Messages are kept for answers of up to this many rows; larger ones are rare and dominated by their rows. */
const MOST_KEPT_ROWS = 64;

interface Kept {
  readonly message: OipMessage;
  /** The place of the values in the body of the message. */
  readonly values: Float32Array;
}

/**
 * `encodeInferResponse` for one model version, without its work for the usual answer (binary, no id): only the values
 * differ from one to the next, and a fresh piece of memory for each costs more than writing them.
 */
export function createResponseEncoder(
  { output: spec, classes }: Pick<ModelEntry, 'output' | 'classes'>,
  target: ModelTarget,
): ResponseEncoder {
  const kept: (Kept | undefined)[] = [];
  return (output, { id, binaryOutput, classCount }) => {
    if (classCount > 0) {
      const choice = { binary: binaryOutput, classCount, ...(id !== undefined && { id }) };
      return encodeClasses(output, spec, target, classes, choice);
    }
    const rows = output.shape[0] ?? 0;
    if (!binaryOutput || id !== undefined || rows > MOST_KEPT_ROWS) {
      return encodeInferResponse(output, spec, target, { binary: binaryOutput, ...(id !== undefined && { id }) });
    }
    kept[rows] ??= keep(encodeInferResponse(output, spec, target), output.data.length);
    const { message, values } = kept[rows];
    values.set(output.data);
    return message;
  };
}

function keep(message: OipMessage, count: number): Kept {
  // The JSON is padded to a multiple of 8, so the values are aligned.
  return { message, values: new Float32Array(message.body.buffer, Number(message.headers[HEADER_LENGTH]), count) };
}
