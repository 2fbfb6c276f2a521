import type { Log } from '../processes/log';

/** After the first of a kind, others are only counted for so long, ms: refusing costs less than telling of it. */
const QUIET_MS = 10_000;

/** @returns tells the log that a client was refused, and why; of many that they were many */
export function createRefusalLog(log: Pick<Log, 'report'>): (reason: string) => void {
  const held = new Map<string, number>();
  return (reason) => {
    const count = held.get(reason);
    if (count !== undefined) {
      held.set(reason, count + 1);
      return;
    }
    held.set(reason, 0);
    log.report('refused', `a request was refused: ${reason}.`, { reason, count: 1 });
    setTimeout(() => {
      const more = held.get(reason) ?? 0;
      held.delete(reason);
      if (more > 0)
        log.report('refused', `${more} more requests were refused within 10 s: ${reason}.`, { reason, count: more });
    }, QUIET_MS).unref();
  };
}
