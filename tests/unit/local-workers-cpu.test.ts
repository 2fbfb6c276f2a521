import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createLocalWorkers } from '@/lib/batch/jobs/local-workers';
import type { Database } from '@/lib/db/database';

/** A worker's process that has spent so much; its number is that of the one before. */
function makeChild(): ChildProcess & { seconds: number | undefined } {
  const child = Object.assign(new EventEmitter(), {
    ...{ pid: 7, connected: true, exitCode: null, signalCode: null, seconds: 0 as number | undefined },
    send({ type, ask }: { type: string; ask: number }) {
      if (type !== 'cpu') return;
      if (child.seconds === undefined) child.emit('exit');
      else child.emit('message', { type, ask, cpuSeconds: child.seconds });
    },
    kill: () => child.emit('exit'),
  });
  return child as unknown as ChildProcess & { seconds: number | undefined };
}

const children: ReturnType<typeof makeChild>[] = [];
vi.mock('node:child_process', () => ({
  fork: () => {
    const child = makeChild();
    children.push(child);
    return child;
  },
}));

test('What the workers of a queue spent counts once, also of those that ended and whose process number came again', async () => {
  const workers = createLocalWorkers({
    ...{ database: {} as Database, dataRoot: '', publicRoot: '', workerFile: 'worker' },
    onMessage() {},
  });
  expect(await workers.cpuSeconds('short')).toBeUndefined();
  let all = 0;
  for (const [round, seconds] of [5, 3, 8].entries()) {
    workers.keep('short', 1);
    const child = children[round];
    if (!child) throw new Error('No worker was started.');
    child.seconds = seconds - 1;
    expect(await workers.cpuSeconds('short')).toBe(all + seconds - 1);
    child.seconds = seconds;
    const readings = await Promise.all([workers.cpuSeconds('short'), workers.cpuSeconds('short')]);
    all += seconds;
    expect(readings).toEqual([all, all]);
    workers.keep('short', 0);
    expect(await workers.cpuSeconds('short')).toBe(all);
  }
  expect(await workers.cpuSeconds('long')).toBeUndefined();
});
