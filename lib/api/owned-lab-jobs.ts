import 'server-only';
import { onAbort } from '../errors/on-abort';

/** How long the owner of a job may be away, to come back after a broken connection. */
const AWAY_MS = 3000;

/**
 * Jobs whose sender waits for them, such as a page that may be closed. Who reads a job's events with `?owner` keeps it alive; the job is
 * cancelled when its last owner has been away for a while.
 */
export class OwnedLabJobs {
  readonly #owners = new Map<string, number>();
  readonly #cancel: (id: string) => Promise<void>;
  readonly #awayMs: number;

  constructor(cancel: (id: string) => Promise<void>, awayMs: number = AWAY_MS) {
    this.#cancel = cancel;
    this.#awayMs = awayMs;
  }

  /** @param left aborted when the owner goes away */
  own(id: string, left: AbortSignal): void {
    this.#owners.set(id, this.#count(id) + 1);
    onAbort(left, () => this.#leave(id));
  }

  #leave(id: string): void {
    this.#owners.set(id, this.#count(id) - 1);
    // A job that has ended by then takes no harm from it. The timer keeps no process alive.
    setTimeout(() => {
      if (this.#count(id) > 0) return;
      this.#owners.delete(id);
      void this.#cancel(id).catch(() => {});
    }, this.#awayMs).unref();
  }

  #count(id: string): number {
    return this.#owners.get(id) ?? 0;
  }
}
