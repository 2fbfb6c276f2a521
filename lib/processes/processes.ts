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
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    ask(child);
  });
}
