import type { ChildProcess } from 'node:child_process';

/** Whether a process has the number; one of another user's counts. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Asks a child to end, and ends it where it has not after `patienceMs`.
 * @param ask how it is told; a signal where nothing else is said
 */
export function stopProcess(
  child: ChildProcess,
  patienceMs: number,
  ask: (child: ChildProcess) => void = (one) => void one.kill('SIGTERM'),
): Promise<void> {
  // One that could not be started has no number, and no end either.
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    ask(child);
  });
}

/** Calls `then` once: when a child has ended, or where it could not even be started, for then no `exit` follows its `error`. */
export function whenEnded(child: ChildProcess, then: () => void): void {
  child.once('exit', then);
  // Others that come later, such as of a message that could not be sent, are no end.
  child.once('error', () => {
    child.on('error', () => {});
    if (child.pid === undefined) then();
  });
}
