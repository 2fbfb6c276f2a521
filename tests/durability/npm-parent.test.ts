import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { freePort } from '@/lib/commands/port.mjs';
import { isAlive } from '@/lib/processes/processes';

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

/** Starts a script as npm does, from a process that passes no signal on; and says its number. */
const LIKE_NPM = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });
  console.log('child ' + child.pid);
  setInterval(() => {}, 1e9);`;

async function startLikeNpm(script: string, environment: Record<string, string>) {
  const parent = spawn(process.execPath, ['-e', LIKE_NPM, script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [parent.stdout, parent.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const pid = await vi.waitUntil(() => Number(/child (\d+)/.exec(output)?.[1]) || undefined, { timeout: 60_000 });
  started.push(pid, parent.pid ?? 0);
  return { parent, pid, output: () => output };
}

test.each(['SIGTERM', 'SIGKILL'] as const)('A worker of npm ends when npm does, here by %s', async (signal) => {
  // A database that is away: a worker waits for it for as long as it lives.
  const { parent, pid, output } = await startLikeNpm('lib/commands/worker.mjs', {
    npm_lifecycle_event: 'worker',
    TRILANE_PARENT_PID: '',
    DATABASE_URL: `postgres://nobody:zq9secret@127.0.0.1:${await freePort()}/none`,
  });
  await vi.waitUntil(() => output().includes('trying again'), { timeout: 60_000 });
  expect(output()).toMatch(/the database does not answer: nothing listens at its address; trying again/);
  expect(output()).not.toContain('zq9secret');
  const ended = once(parent, 'exit');
  parent.kill(signal);
  await ended;
  await vi.waitUntil(() => !isAlive(pid), { timeout: 60_000 });
});
