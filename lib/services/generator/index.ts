import 'server-only';
import { TrilaneError } from '../../errors';
import { onAbort } from '../../errors/on-abort';
import { createEmitter } from '../../experiment/emitter';
import type { Death } from '../../processes/deaths';
import type { LoadRunEvent } from '../../wire/load-run';
import { type GeneratorChild, startGeneratorChild } from './generator-child';
import type { GeneratorRun } from './generator-protocol';

/** Plays workloads into the online lane from a process of its own, for loads that a browser cannot make. */
export interface LoadGenerator {
  /**
   * The run begins at once, and goes on until its last event (`done` or `failed`) or until `signal` aborts, which ends
   * the process; the events then end without a last one.
   * @throws TrilaneError `queue-full` while another run goes on
   */
  start(run: Omit<GeneratorRun, 'publicRoot'>, signal: AbortSignal): AsyncIterable<LoadRunEvent>;
  /** Of the process, where there is one. */
  processId(): number | undefined;
  close(): Promise<void>;
}

export interface LoadGeneratorOptions {
  readonly publicRoot: string;
  /** Its process has ended unasked. */
  readonly onDeath?: (death: Death) => void;
}

/** A process that has nothing to do any more is ended after this long. ms */
const IDLE_MS = 60_000;

export function createLoadGenerator({ publicRoot, onDeath }: LoadGeneratorOptions): LoadGenerator {
  let child: GeneratorChild | undefined;
  let busy = false;
  let idleTimer: NodeJS.Timeout | undefined;
  /** Cancelled ones that are ending: a new run does not wait for them, but `close` does. */
  const leaving = new Set<GeneratorChild>();

  const letGo = (end: (leaver: GeneratorChild) => void) => {
    clearTimeout(idleTimer);
    const leaver = child;
    if (!leaver) return;
    child = undefined;
    leaving.add(leaver);
    void leaver.exited.then(() => leaving.delete(leaver));
    end(leaver);
  };

  return {
    start(run, signal) {
      if (busy) {
        throw new TrilaneError(
          'queue-full',
          'The load generator is at work for somebody else. Try again when that run is over.',
        );
      }
      busy = true;
      clearTimeout(idleTimer);
      if (!child?.isAlive()) child = startGeneratorChild(onDeath);
      const emitter = createEmitter<LoadRunEvent>();
      let leave = () => {};
      const end = () => {
        leave();
        busy = false;
        emitter.end();
        idleTimer = setTimeout(() => letGo((leaver) => leaver.kill()), IDLE_MS).unref();
      };
      const cancel = () => {
        // A successor must not share a process, or a tail of load, with it.
        letGo((leaver) => leaver.cancel());
        end();
      };
      leave = onAbort(signal, cancel);
      if (signal.aborted) return emitter.values;
      child.run({ ...run, publicRoot }, (event) => {
        emitter.push(event);
        if (event.type === 'done' || event.type === 'failed') end();
      });
      return emitter.values;
    },
    processId: () => (child?.isAlive() ? child.processId : undefined),
    async close() {
      letGo((leaver) => leaver.kill());
      const last = [...leaving];
      for (const leaver of last) leaver.kill();
      await Promise.all(last.map((leaver) => leaver.exited));
    },
  };
}
