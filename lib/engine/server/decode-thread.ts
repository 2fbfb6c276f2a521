import { parentPort } from 'node:worker_threads';
import { reportOf } from '../../errors';
import { decodeInferRequest } from '../wire/oip';
import type { FromDecoder, ToDecoder } from './far-decoder';

// Reads requests with much JSON for the thread that serves HTTP.

const port = parentPort;
if (!port) throw new Error('decode-thread runs as a worker thread only.');

port.on('message', ({ id, headerLength, contentType, body, model }: ToDecoder) => {
  const answer = (message: FromDecoder) => port.postMessage(message);
  try {
    answer({ id, request: decodeInferRequest(headerLength, contentType, body, model) });
  } catch (error) {
    answer({ id, error: reportOf(error) });
  }
});
