import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TrilaneError } from '../../../errors';
import { onAbort } from '../../../errors/on-abort';
import { storageError } from '../../files/folder-store';

type Body = ReadableStream<Uint8Array> | null;

/**
 * Writes the body of a request to a file while it comes; nothing is left of one that is refused or cut short.
 * @returns its length
 * @throws TrilaneError `too-large`, `unreadable-upload` (cut short, empty), `storage-full`, `storage-failed`, `cancelled`
 */
export async function spoolBody(body: Body, path: string, limitBytes: number, signal?: AbortSignal): Promise<number> {
  let length = 0;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx');
    try {
      for await (const chunk of chunksOf(body, signal)) {
        length += chunk.length;
        if (length > limitBytes) throw tooLarge(limitBytes);
        for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
      }
    } finally {
      await file.close();
    }
    if (length === 0) throw new TrilaneError('unreadable-upload', 'The file is empty.');
    return length;
  } catch (error) {
    await rm(path, { force: true });
    throw storageError(error);
  }
}

export function tooLarge(limitBytes: number): TrilaneError {
  return new TrilaneError('too-large', `An upload may have up to ${inWords(limitBytes)}.`);
}

/** In the unit in which it is a whole number. */
function inWords(bytes: number): string {
  return bytes % 1_000_000 === 0 ? `${bytes / 1_000_000} MB` : `${Math.floor(bytes / 1024 / 1024)} MiB`;
}

async function* chunksOf(body: Body, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  const stop = () => void reader.cancel().catch(() => {});
  const leave = signal ? onAbort(signal, stop) : () => {};
  try {
    for (;;) {
      if (signal?.aborted) throw new TrilaneError('cancelled', 'The upload was cancelled.');
      const { done, value } = await reader.read().catch((cause) => {
        throw new TrilaneError('unreadable-upload', 'The upload was cut short.', { cause });
      });
      if (signal?.aborted) continue;
      if (done) return;
      yield value;
    }
  } finally {
    leave();
    stop();
  }
}
