import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findModel } from '@/lib/model';

const LOAD_A_MODEL = `
  import('./lib/commands/no-telemetry.mjs').then(async ({ disableTelemetry }) => {
    disableTelemetry();
    const { InferenceSession } = require('onnxruntime-node');
    await InferenceSession.create(process.argv[1]);
  });`;

test('ONNX Runtime keeps no id of this device and nothing to report, once it is told not to', async () => {
  const home = await mkdtemp(join(tmpdir(), 'trilane-home-'));
  // It is quiet by itself where it takes itself to be under test.
  const { CI: _, ORT_DISABLE_TELEMETRY: __, ...environment } = process.env;
  const file = join('public', findModel('digits').versions[0]?.file ?? '');
  const child = spawn(process.execPath, ['-e', LOAD_A_MODEL, file], {
    stdio: 'ignore',
    env: { ...environment, HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(await readdir(home, { recursive: true })).toEqual([]);
  await rm(home, { recursive: true });
});
