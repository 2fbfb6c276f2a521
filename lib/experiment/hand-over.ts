import type { Clock } from './clock';
import { createFlushTurns } from './flush-turns';
import type { Experiment } from './run-experiment';

export interface HandOver {
  /** For the loop that runs the lane (`Experiment`). */
  readonly onBetween: NonNullable<Experiment['onBetween']>;
  /** Hands over what is left; no more after it. */
  end(): void;
}

interface HandOverOptions {
  readonly clock: Clock;
  /** When the lane began, on that clock. */
  readonly startMs: number;
  /** A lane that handed nothing over for so long waits for a job or for its last answers: handing over delays nothing that is timed. ms */
  readonly silentMs: number;
  readonly flush: () => void;
}

/** Flushes what a lane has measured between its items, when it has time to. */
export function startHandingOver({ clock, startMs, silentMs, flush }: HandOverOptions): HandOver {
  const turns = createFlushTurns();
  const ended = new AbortController();
  const elapsedMs = () => clock.now() - startMs;
  const flushNow = () => {
    turns.flushed(elapsedMs());
    flush();
  };
  const watch = async () => {
    while (!ended.signal.aborted) {
      if (elapsedMs() >= turns.lastMs() + silentMs) flushNow();
      await clock.sleepUntil(startMs + turns.lastMs() + silentMs, ended.signal);
    }
  };
  void watch();
  return {
    onBetween(between) {
      if (turns.isDue({ ...between, atMs: elapsedMs() })) flushNow();
    },
    end() {
      ended.abort();
      flush();
    },
  };
}
