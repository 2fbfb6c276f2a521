import { TrilaneError } from '../../errors';
import { onAbort } from '../../errors/on-abort';

/** Lets so many do something at the same time; the others wait, first come, first served. */
export interface Turns {
  /** @throws TrilaneError `cancelled` where the signal aborts before its turn, and whatever `work` throws */
  next<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function createTurns(most: number): Turns {
  let busy = 0;
  const waiting: (() => void)[] = [];
  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        leave();
        resolve();
      };
      waiting.push(begin);
      const leave = onAbort(signal, () => {
        const at = waiting.indexOf(begin);
        if (at >= 0) waiting.splice(at, 1);
        reject(new TrilaneError('cancelled', 'The upload was cancelled.'));
      });
    });
  return {
    async next(signal, work) {
      // A turn that is handed on stays taken.
      if (busy < most) busy++;
      else await turn(signal);
      try {
        return await work();
      } finally {
        const begin = waiting.shift();
        if (begin) begin();
        else busy--;
      }
    },
  };
}
