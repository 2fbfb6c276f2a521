import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = 'lib/operations';
const units = readdirSync(FOLDER).filter((name) => name.endsWith('.service'));

/** The value of `const name = 1_000;` in a file. */
function constantIn(file: string, name: string): number {
  const [, value] = new RegExp(`^const ${name} = ([\\d_]+);$`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
  if (value === undefined) throw new Error(`${file} has no ${name}.`);
  return Number(value.replaceAll('_', ''));
}

/** After so long each ends itself, whatever hangs. */
function longestStopSeconds(unit: string): number {
  if (unit === 'trilane-worker.service') return constantIn('lib/batch/worker/worker-main.ts', 'STOP_MS') / 1000;
  const server = 'lib/server/main.ts';
  return constantIn(server, 'STOP_SECONDS') + constantIn(server, 'LONGEST_CLOSE_MS') / 1000;
}

describe.each(units)('The unit %s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');

  test('starts a command that there is', () => {
    const [, command = ''] = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(text) ?? [];
    expect(existsSync(command)).toBe(true);
  });

  test('gives it longer to stop than it may take', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1])).toBeGreaterThan(longestStopSeconds(name));
  });

  test('is one that systemd takes', async (context) => {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) return context.skip();
    const folder = await mkdtemp(join(tmpdir(), 'trilane-unit-'));
    const file = join(folder, name);
    await writeFile(file, text.replaceAll('/usr/bin/node', process.execPath).replaceAll('/opt/trilane', process.cwd()));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
    await rm(folder, { recursive: true });
    expect([status, stderr]).toEqual([0, '']);
  });
});

test('There is a unit for the server and one for a worker', () => {
  expect(units).toEqual(['trilane-worker.service', 'trilane.service']);
});
