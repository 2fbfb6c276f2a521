import { isAlive } from './processes';

const CHECK_MS = 1000;

/**
 * A process whose starter was killed would stay behind: it ends with it, unless it was started to outlive it. Its starter is whoever
 * has a channel to it, or `TRILANE_PARENT_PID` (`lib/commands/npm-parent.mjs`).
 * @param stop called once or more
 */
export function endWithParent(stop: () => void): void {
  if (process.send) process.once('disconnect', stop);
  const parent = Number(process.env.TRILANE_PARENT_PID);
  if (!parent) return;
  const timer = setInterval(() => {
    if (isAlive(parent)) return;
    clearInterval(timer);
    stop();
  }, CHECK_MS).unref();
}
