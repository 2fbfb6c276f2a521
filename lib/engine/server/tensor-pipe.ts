import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TENSOR_PIPE } from './batch-protocol';

/** Raw bytes between the server and its batch process, either way. Both ends know how many come next. */
export interface TensorPipe {
  /** Fills `target`; bytes beyond it stay for the next call. One at a time. */
  receive(target: Uint8Array): Promise<void>;
  /** @returns once the bytes are with the operating system; they must not change until then */
  send(bytes: Uint8Array): Promise<void>;
}

/** The process's own end. */
export function openTensorPipe(): TensorPipe {
  return tensorPipe(new Socket({ fd: TENSOR_PIPE, readable: true, writable: true }));
}

export function tensorPipe(stream: Duplex): TensorPipe {
  stream.pause();
  // The process at the other end has died: its exit says so, and that is what is reported.
  stream.on('error', () => {});
  return {
    receive: (target) =>
      new Promise((resolve) => {
        let filled = 0;
        const take = (chunk: Buffer) => {
          const wanted = target.length - filled;
          target.set(wanted < chunk.length ? chunk.subarray(0, wanted) : chunk, filled);
          filled += Math.min(wanted, chunk.length);
          if (filled < target.length) return;
          stream.off('data', take);
          stream.pause();
          if (wanted < chunk.length) stream.unshift(chunk.subarray(wanted));
          resolve();
        };
        stream.on('data', take);
        stream.resume();
      }),
    send: (bytes) => new Promise((resolve) => stream.write(bytes, () => resolve())),
  };
}
