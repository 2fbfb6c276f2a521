import type { ErrorReport } from '../errors';
import type { Measurement } from '../measure/measurement';
import type { ResourceUse } from '../measure/resources';

/** One line of the answer of `POST /api/load-runs`. `done` or `failed` is the last; a stream that ends with neither broke off. */
export type LoadRunEvent =
  | { readonly type: 'started' }
  /** Told about four times a second (decision 016), with nothing in it when nothing was answered. `elapsedMs`: the generator's clock. */
  | { readonly type: 'measurements'; readonly elapsedMs: number; readonly measurements: readonly Measurement[] }
  | { readonly type: 'done'; readonly elapsedMs: number; readonly resources: ResourceUse | null }
  | { readonly type: 'failed'; readonly error: ErrorReport };

/** The media type of JSON values, one a line. */
export const NDJSON_TYPE = 'application/x-ndjson';

/** JSON holds no raw line breaks: a line is an event. */
export function encodeLoadRunEvent(event: LoadRunEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/**
 * Reads the events of a response body until it ends. Leaving the loop early closes the connection, which ends the run.
 * A last line that was cut off is dropped.
 */
export async function* readLoadRunEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<LoadRunEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as LoadRunEvent; // our own server's, of the same version
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
