import 'client-only';
import { callServer, readJson } from '../engine/http-call';
import { onAbort } from '../errors/on-abort';
import type { UploadFormat } from '../wire/batch-system';
import type { DataSetInfo } from '../wire/data-set-schema';
import type { UploadWishes } from '../wire/upload';

const EXTENSIONS: Readonly<Record<string, UploadFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'jsonl',
  parquet: 'parquet',
  pq: 'parquet',
};
/** For a file chooser. */
export const UPLOAD_ACCEPT = Object.keys(EXTENSIONS)
  .map((extension) => `.${extension}`)
  .join(',');

/** The format a file's name promises; `null` where it is none of ours. */
export function formatOf(fileName: string): UploadFormat | null {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? null) : null;
}

/** Others may be sending files: who sends one waits for a while, and can stop. ms */
const UPLOAD_PATIENCE_MS = 120_000;

export interface UploadOptions {
  readonly file: File;
  readonly format: UploadFormat;
  readonly model: string;
  /** What the reader says of it; the rest is found out. */
  readonly wishes: UploadWishes;
  readonly signal: AbortSignal;
  /** @param share of the file that is sent, 0..1; 1 while the server still checks the rows */
  onProgress(share: number): void;
}

/**
 * Sends a file as a data set.
 * @throws TrilaneError what the server answered
 * @throws DOMException `AbortError`
 */
export async function uploadDataSet({
  file,
  format,
  model,
  wishes,
  signal,
  onProgress,
}: UploadOptions): Promise<DataSetInfo> {
  const name = file.name.replace(/\.[^.]+$/, '');
  const said = Object.entries(wishes).filter(([, wish]) => wish !== undefined) as [string, string][];
  const path = `/api/data-sets/upload?${new URLSearchParams([...Object.entries({ name, model, format }), ...said])}`;
  const answer = await callServer({ baseUrl: '', fetch: () => send(path, file, signal, onProgress) }, path, {
    signal,
    patience: { patienceMs: UPLOAD_PATIENCE_MS, signal },
  });
  return readJson<DataSetInfo>(answer, 'id');
}

/** `fetch` tells nothing of what has been sent; `XMLHttpRequest` does. */
function send(path: string, file: File, signal: AbortSignal, onProgress: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancelled = () => reject(new DOMException('Cancelled.', 'AbortError'));
    if (signal.aborted) return cancelled();
    const leave = onAbort(signal, () => request.abort());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onabort = cancelled;
    request.onerror = () => reject(new TypeError('The connection broke.'));
    request.onload = () => {
      const retryAfter = request.getResponseHeader('retry-after');
      const headers = retryAfter === null ? {} : { 'retry-after': retryAfter };
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.onloadend = leave;
    request.open('POST', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}
