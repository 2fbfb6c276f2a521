import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = 'lib/operations';
const units = readdirSync(FOLDER).filter((name) => name.endsWith('.service'));

describe.each(units)('The unit %s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');

  test('starts a command that there is', () => {
    const [, command = ''] = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(text) ?? [];
    expect(existsSync(command)).toBe(true);
  });

  test('gives a server longer to stop than it takes', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(30);
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
