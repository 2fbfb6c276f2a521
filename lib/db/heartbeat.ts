import type { ChildProcess } from 'node:child_process';

export const PING = 'ping';
export const PONG = 'pong';
/** The other thing its parent asks of the process of the embedded database. */
export const CHECKPOINT = 'checkpoint';

export interface Heartbeat {
  readonly everyMs: number;
  /** Pings in a row without an answer. Counted, not timed: after the machine slept, nobody is late. */
  readonly patience: number;
}

/** Asks a process every so often whether it still works, and kills one that does not answer. */
export function watchHeartbeat(child: ChildProcess, { everyMs, patience }: Heartbeat): void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= patience) child.kill('SIGKILL');
    unanswered++;
    // A process that cannot be reached is noticed by its exit.
    if (child.connected) child.send(PING, () => {});
  }, everyMs).unref();
  child.on('message', (message) => {
    if (message === PONG) unanswered = 0;
  });
  child.once('exit', () => clearInterval(timer));
}
