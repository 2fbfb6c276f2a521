import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Another program keeps one core busy while `work` is done. */
export async function withBusyCore<T>(work: () => Promise<T>): Promise<T> {
  const other = spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });
  await once(other, 'spawn');
  try {
    return await work();
  } finally {
    other.kill('SIGKILL');
  }
}
