import { afterEach, expect, test, vi } from 'vitest';
import { watchNpm } from '@/lib/commands/npm-parent.mjs';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['npm runs this very script', 'worker', undefined, String(process.ppid)],
  ['npm runs another script, which started this one', 'test', undefined, undefined],
  ['no npm is there', undefined, undefined, undefined],
  ['somebody said whom to watch', 'worker', '4711', '4711'],
])('Where %s, that is who is watched', (_, event, known, expected) => {
  vi.stubEnv('npm_lifecycle_event', event);
  vi.stubEnv('TRILANE_PARENT_PID', known);
  watchNpm('worker');
  expect(process.env.TRILANE_PARENT_PID).toBe(expected);
});
