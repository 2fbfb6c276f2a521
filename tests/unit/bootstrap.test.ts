import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whyInstall } from '@/lib/commands/bootstrap.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trilane-bootstrap-'));
  mkdirSync(join(root, 'node_modules'));
  writePackages('package-lock.json', {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '2.0.0' },
    'node_modules/a-darwin': { version: '2.0.0', optional: true },
  });
});

afterEach(() => rmSync(root, { recursive: true }));

function writePackages(path: string, packages: Record<string, { version: string; optional?: boolean }>) {
  writeFileSync(join(root, path), JSON.stringify({ packages }));
}

const installed = (packages: Record<string, { version: string }>) =>
  writePackages('node_modules/.package-lock.json', packages);

describe('Dependencies are installed', () => {
  test('when there are none, or an install was interrupted', () => {
    expect(whyInstall(root)).toMatch(/not installed/);
  });

  test('when one has another version than the lock file says', () => {
    installed({ 'node_modules/a': { version: '1.9.0' } });
    expect(whyInstall(root)).toMatch(/not those/);
  });

  test('when one is missing', () => {
    installed({});
    expect(whyInstall(root)).toMatch(/not those/);
  });

  test('but not when only those for other platforms are missing', () => {
    installed({ 'node_modules/a': { version: '2.0.0' } });
    expect(whyInstall(root)).toBeNull();
  });
});

test.each([
  ['12.22.0', 1],
  ['20.8.1', 1],
  ['20.9.0', 0],
  ['24.1.0', 0],
])('Node %s ends the command with code %d', (version, code) => {
  const script = `import('./lib/commands/bootstrap.mjs').then(({ checkNode }) => checkNode('${version}'))`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(status).toBe(code);
  expect(stderr).toMatch(code === 0 ? /^$/ : /needs Node 20\.9 or later, and this is Node/);
});
