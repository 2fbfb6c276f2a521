import { mkdir } from 'node:fs/promises';
import { giveUp, say } from './bootstrap.mjs';
import { buildIfStale } from './build.mjs';
import { findChromium, withoutChromium } from './find-chromium.mjs';
import { runPackage } from './run.mjs';
import { addCounts, playwrightCounts, vitestCounts } from './test-counts.mjs';
import { startServers } from './test-servers.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

const VITEST_FILTERS = {
  unit: 'tests/unit/',
  contracts: 'tests/contracts/',
  api: 'tests/api/',
  architecture: 'tests/architecture.test.ts',
};
const CHECKS = { typecheck, lint, 'dead-code': deadCode };
const NAMES = [...Object.keys(CHECKS), ...Object.keys(VITEST_FILTERS), 'browser'];
const VITEST_REPORT = '.build/vitest.json';
const PLAYWRIGHT_REPORT = '.build/playwright.json';
const LONGEST_STEP_MS = 20 * 60_000;

/**
 * Runs the steps named (all when none is), says how each went, and prints the sum as the last line.
 * @param {string[]} names
 * @returns {Promise<number>} the exit code
 */
export async function runTests(names) {
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown) giveUp(`there is no test step "${unknown}". There are: ${NAMES.join(', ')}.`);
  const chosen = new Set(names.length > 0 ? names : NAMES);
  await mkdir('.build', { recursive: true });

  /** @type {Counts} */
  let total = { passed: 0, failed: 0, skipped: 0 };
  /** @param {string} name @param {() => Promise<Counts>} work */
  const step = async (name, work) => {
    say(`${name} ...`);
    const startMs = Date.now();
    const counts = await work();
    total = addCounts(total, counts);
    const outcome = counts.failed > 0 ? 'FAILED' : 'passed';
    say(`${name}: ${outcome} (${inWords(counts)}, ${((Date.now() - startMs) / 1000).toFixed(1)} s)`);
  };

  const chromium = await chromiumFor(chosen, step);
  const needsServers = chosen.has('api') || chosen.has('browser');
  let isBuilt = true;
  if (needsServers) await step('build', async () => oneCheck((isBuilt = await buildIfStale())));

  for (const [name, check] of Object.entries(CHECKS)) {
    if (chosen.has(name)) await step(name, async () => oneCheck(await check()));
  }

  const servers = needsServers && isBuilt ? await serversFor(step) : null;
  try {
    const env = { CHROMIUM_PATH: chromium ?? '', ...servers?.env };
    const folders = Object.entries(VITEST_FILTERS).filter(([name]) => chosen.has(name));
    if (folders.length > 0)
      await step(folders.map(([name]) => name).join(', '), () =>
        vitest(
          folders.map(([, path]) => path),
          env,
        ),
      );
    if (chosen.has('browser') && chromium && servers) await step('browser', () => playwright(env));
  } finally {
    await servers?.stop();
  }
  process.stdout.write(`${inWords(total)}\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** @param {Set<string>} chosen @param {(name: string, work: () => Promise<Counts>) => Promise<void>} step */
async function chromiumFor(chosen, step) {
  if (!chosen.has('browser') && !chosen.has('contracts')) return process.env.CHROMIUM_PATH ?? null;
  const chromium = await findChromium();
  if (!chromium) {
    await step('Chromium', async () => {
      say(withoutChromium());
      return oneCheck(false);
    });
  }
  return chromium;
}

/** @param {(name: string, work: () => Promise<Counts>) => Promise<void>} step */
async function serversFor(step) {
  /** @type {Awaited<ReturnType<typeof startServers>> | null} */
  let servers = null;
  await step('servers', async () => {
    servers = await startServers().catch((error) => {
      say(error.message);
      return null;
    });
    return oneCheck(servers !== null);
  });
  return /** @type {Awaited<ReturnType<typeof startServers>> | null} */ (servers);
}

async function typecheck() {
  const types = await runPackage('next/dist/bin/next', ['typegen'], { quiet: true });
  if (!types.ok) process.stdout.write(types.output);
  return types.ok && (await runPackage('typescript/bin/tsc', ['--noEmit'])).ok;
}

async function lint() {
  return (await runPackage('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])).ok;
}

async function deadCode() {
  return (await runPackage('knip/bin/knip.js', ['--no-progress'])).ok;
}

/** @param {string[]} filters @param {Record<string, string>} env */
function vitest(filters, env) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
  return vitestCounts(VITEST_REPORT, () =>
    runPackage('vitest/vitest.mjs', ['run', '--config', 'tests/vitest.config.ts', ...reporters, ...filters], {
      env,
      timeoutMs: LONGEST_STEP_MS,
    }),
  );
}

/** @param {Record<string, string>} env */
function playwright(env) {
  return playwrightCounts(PLAYWRIGHT_REPORT, () =>
    runPackage('@playwright/test/cli.js', ['test', '--config', 'tests/playwright.config.ts'], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT },
      timeoutMs: LONGEST_STEP_MS,
    }),
  );
}

/** A check that is no test runner's counts as one test. @param {boolean} ok @returns {Counts} */
function oneCheck(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** @param {Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
