import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const empty = fileURLToPath(new URL('../lib/commands/empty.mjs', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // Both throw outside a bundler that knows them; the architecture test checks who imports them.
      { find: /^(server|client)-only$/, replacement: empty },
    ],
  },
  test: {
    globalSetup: [fileURLToPath(new URL('bundle-workers.ts', import.meta.url))],
    environment: 'node',
    // As the commands have it: lib/commands/no-telemetry.mjs.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    // A hang is a failure, but no test is about speed: the machine may be slow.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Servers, processes and clocks are real here, and the machine may be busy. `npm test` names at its end what needed it.
    retry: process.env.CI ? 1 : 0,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    allowOnly: !process.env.CI,
    projects: [
      // Most of the time of a unit test is the start of its process: these share one, and leave nothing behind in it.
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: [
            'tests/{calibration,contracts,api,durability,soak}/**/*.test.{ts,tsx}',
            'tests/architecture.test.ts',
          ],
        },
      },
    ],
  },
});
