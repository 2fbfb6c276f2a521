import 'client-only';
import { type ErrorReport, TrilaneError } from '../errors';
import type { LaneCommand, LaneEvent } from './lane-messages';

type EventOf<Type extends LaneEvent['type']> = Extract<LaneEvent, { type: Type }>;

/** The page's end of a lane: one worker, made for one run and thrown away after it. */
export interface Lane {
  load(command: Omit<Extract<LaneCommand, { type: 'load' }>, 'type'>): Promise<EventOf<'loaded'>>;
  check(command: Omit<Extract<LaneCommand, { type: 'check' }>, 'type'>): Promise<EventOf<'checked'>>;
  run(command: Omit<Extract<LaneCommand, { type: 'run' }>, 'type'>): Promise<EventOf<'done'>>;
  /** Stops at once: every pending promise rejects with `cancelled`, the worker gets a moment to tell the server. */
  cancel(): void;
  /** Ends the worker; its memory is freed. */
  close(): void;
}

/** How long a cancelled worker may take to call off what it started on the server. */
const LAST_WORDS_MS = 1500;

/**
 * @param talksToServer whether a cancelled worker must call something off on the server before it ends
 */
export function createLane(talksToServer: boolean, onEvent: (event: LaneEvent) => void): Lane {
  const worker = new Worker(new URL('./lane-worker.ts', import.meta.url), { type: 'module', name: 'trilane lane' });
  let pending:
    | { readonly type: LaneEvent['type']; resolve(event: LaneEvent): void; reject(error: unknown): void }
    | undefined;
  let ended: ErrorReport | undefined;

  const end = (error: ErrorReport) => {
    ended ??= error;
    pending?.reject(TrilaneError.from(ended));
    pending = undefined;
  };
  worker.onmessage = ({ data: event }: MessageEvent<LaneEvent>) => {
    if (event.type === 'cancelled') return worker.terminate();
    if (ended) return;
    onEvent(event);
    if (event.type === 'failed') return end(event.error);
    if (event.type === pending?.type) {
      const { resolve } = pending;
      pending = undefined;
      resolve(event);
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end({ code: 'engine-died', detail: event.message || 'The worker of this lane could not start.' });
  };

  const ask = <Type extends LaneEvent['type']>(command: LaneCommand, answer: Type) =>
    new Promise<EventOf<Type>>((resolve, reject) => {
      if (ended) return reject(TrilaneError.from(ended));
      pending = { type: answer, resolve: resolve as (event: LaneEvent) => void, reject };
      worker.postMessage(command);
    });

  return {
    load: (command) => ask({ type: 'load', ...command }, 'loaded'),
    check: (command) => ask({ type: 'check', ...command }, 'checked'),
    run: (command) => ask({ type: 'run', ...command }, 'done'),
    cancel() {
      end({ code: 'cancelled', detail: 'Cancelled.' });
      if (!talksToServer) return worker.terminate();
      worker.postMessage({ type: 'cancel' } satisfies LaneCommand);
      setTimeout(() => worker.terminate(), LAST_WORDS_MS);
    },
    close() {
      end({ code: 'engine-died', detail: 'The lane was closed.' });
      worker.terminate();
    },
  };
}
