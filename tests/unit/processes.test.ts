import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { stopProcess, whenEnded } from '@/lib/processes/processes';

const MISSING = '/nowhere/at/all';

describe('A child that could not be started', () => {
  test('is stopped at once', async () => {
    const child = spawn(MISSING);
    child.on('error', () => {});
    await stopProcess(child, 60_000);
    expect(child.pid).toBeUndefined();
  });

  test('has ended, once', async () => {
    const child = spawn(MISSING);
    let ends = 0;
    await new Promise<void>((resolve) => {
      whenEnded(child, () => {
        ends += 1;
        resolve();
      });
    });
    child.emit('error', new Error('Another.'));
    expect(ends).toBe(1);
  });
});

describe('A child', () => {
  test('that was started has ended when it exits, and not at an error before', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1e9)']);
    let ends = 0;
    const ended = new Promise<void>((resolve) => {
      whenEnded(child, () => {
        ends += 1;
        resolve();
      });
    });
    child.emit('error', new Error('A message could not be sent.'));
    child.emit('error', new Error('Nor could the next.'));
    expect(ends).toBe(0);
    await stopProcess(child, 60_000);
    await ended;
    expect(ends).toBe(1);
  });
});
