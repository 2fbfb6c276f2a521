import type { Attempts } from './attempts';

/**
 * Attempts whose clients wait. All clients of a pool are as patient, so that they give up in the order in which they sent: a list, from which one that
 * is answered is taken at once, and one moment that is noted, that of the first.
 */
export class Patience {
  first = -1;
  #last = -1;
  readonly #attempts: Attempts;

  constructor(attempts: Attempts) {
    this.#attempts = attempts;
  }

  /** One that has just been sent. */
  join(row: number): void {
    const { sentBefore, sentAfter } = this.#attempts;
    sentBefore[row] = this.#last;
    sentAfter[row] = -1;
    if (this.#last >= 0) sentAfter[this.#last] = row;
    else this.first = row;
    this.#last = row;
  }

  leave(row: number): void {
    const { sentBefore, sentAfter } = this.#attempts;
    const [before, after] = [sentBefore[row] as number, sentAfter[row] as number];
    if (before >= 0) sentAfter[before] = after;
    else this.first = after;
    if (after >= 0) sentBefore[after] = before;
    else this.#last = before;
  }
}
