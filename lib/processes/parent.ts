import { isAlive } from './processes';

const CHECK_MS = 1000;

/**
 * A process whose starter was killed would stay behind: it ends with it, unless it was started to outlive it. Its starter is whoever
 * has a channel to it, or `TRILANE_PARENT_PID` (`lib/commands/npm-parent.mjs`).
 * @param stop called once
 */
export function endWithParent(stop: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  let isTold = false;
  const tell = () => {
    clearInterval(timer);
    if (!isTold) stop();
    isTold = true;
  };
  if (process.send) process.once('disconnect', tell);
  const parent = Number(process.env.TRILANE_PARENT_PID);
  if (parent) timer = setInterval(() => isAlive(parent) || tell(), CHECK_MS).unref();
}
