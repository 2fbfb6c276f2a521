import { mkdir } from 'node:fs/promises';
import { giveUp, say } from '../../lib/commands/bootstrap.mjs';
import { buildIfStale } from '../../lib/commands/build.mjs';
import { bundleServerIfStale } from '../../lib/commands/bundle.mjs';
import { runPackage } from '../../lib/commands/run.mjs';
import { findChromium, withoutChromium } from './find-chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { startServers } from './servers.mjs';
import { addCounts, playwrightCounts, slowestOf, vitestCounts } from './test-counts.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

/** Two files run at a time: they wait as often as they compute. */
const VITEST_FILTERS = {
  unit: 'tests/unit/',
  contracts: 'tests/contracts/',
  api: 'tests/api/',
  architecture: 'tests/architecture.test.ts',
};
const CHECKS = { typecheck, lint, 'dead-code': deadCode };
/** Reads clocks, so it has the machine to itself. */
const ALONE = { calibration: 'tests/calibration/' };
/** What must hold on the embedded database and on a PostgreSQL alike: run once on each. */
const ON_BOTH = ['tests/api/lab-jobs', 'tests/durability/'];
const DATABASES = ['embedded', 'postgresql'];
/** Where no figure matters three tests run at a time, as they wait a good part of it; what measures has the machine to itself. */
const BROWSER_STEPS = {
  pages: ['tests/e2e/pages/', '--workers=3'],
  browser: ['tests/e2e/[^/]+\\.spec', '--workers=1'],
};
const NAMES = [
  ...Object.keys(CHECKS),
  ...Object.keys(ALONE),
  ...Object.keys(VITEST_FILTERS),
  ...DATABASES,
  ...Object.keys(BROWSER_STEPS),
];
const PLAYWRIGHT_REPORT = '.build/playwright.json';
const LONGEST_STEP_MS = 20 * 60_000;
const SLOWEST_TOLD = 20;

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

  const startMs = Date.now();
  const { step, total, parts } = createTally();
  const browserSteps = Object.entries(BROWSER_STEPS).filter(([name]) => chosen.has(name));
  const needsChromium = browserSteps.length > 0 || chosen.has('contracts');
  const needsServers = browserSteps.length > 0 || chosen.has('api');

  const chromium = needsChromium ? await findChromium() : null;
  if (needsChromium) await step('Chromium', () => prerequisite(chromium !== null, chromium ?? withoutChromium()));
  const isBuilt = needsServers && (await step('build', async () => prerequisite(await buildIfStale())));

  if (chosen.has('calibration')) await step('calibration', () => vitest([ALONE.calibration]));

  const servers = isBuilt ? await startServers().catch((error) => error) : null;
  if (servers instanceof Error) await step('servers', () => prerequisite(false, servers.message));
  try {
    const env = { ...(chromium && { CHROMIUM_PATH: chromium }), ...servers?.env };
    // What waits is best run beside what computes. Bundles are made before, so that no two make them at once.
    if ([...Object.keys(VITEST_FILTERS), ...DATABASES].some((name) => chosen.has(name))) await bundleServerIfStale();
    // All of them end before the servers do, whatever becomes of one.
    const ended = await Promise.allSettled([
      runSuites(step, chosen, env),
      ...DATABASES.filter((name) => chosen.has(name)).map((name) => onDatabase(step, name)),
      runChecks(step, chosen),
    ]);
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    if (chromium && servers?.env)
      for (const [name, args] of browserSteps) await step(name, () => playwright(args, env));
  } finally {
    await servers?.stop?.();
  }
  sayWhatTookLong(total().tests ?? [], parts(), Date.now() - startMs);
  sayWhatFlaked(total().flaky ?? []);
  process.stdout.write(`${inWords(total())}\n`);
  return total().failed > 0 || total().passed === 0 ? 1 : 0;
}

/** @typedef {ReturnType<typeof createTally>['step']} Step */

/** Types, lint and dead code, one after another. @param {Step} step @param {ReadonlySet<string>} chosen */
async function runChecks(step, chosen) {
  for (const [name, check] of Object.entries(CHECKS)) {
    if (chosen.has(name)) await step(name, async () => oneCheck(await check()));
  }
}

/** All in one run of the runner. @param {Step} step @param {ReadonlySet<string>} chosen @param {Record<string, string>} env */
async function runSuites(step, chosen, env) {
  const suites = Object.entries(VITEST_FILTERS).filter(([name]) => chosen.has(name));
  if (suites.length === 0) return;
  const filters = suites.map(([, filter]) => filter);
  await step(suites.map(([name]) => name).join(', '), () => vitest(filters, { env, workers: 2 }));
}

/** @param {Step} step @param {string} name */
async function onDatabase(step, name) {
  if (name === 'embedded') {
    await step(name, () => vitest(['tests/durability/'], { held: true }));
    return;
  }
  const postgres = await startPostgres();
  try {
    await step(name, () =>
      postgres
        ? vitest(ON_BOTH, { env: { TRILANE_TEST_POSTGRES: postgres.url }, held: true })
        : { passed: 0, failed: 0, skipped: 1 },
    );
  } finally {
    await postgres?.stop();
  }
}

/** Runs steps, says how each went, and adds up their counts. */
function createTally() {
  /** @type {Counts} */
  let sum = { passed: 0, failed: 0, skipped: 0 };
  /** @type {import('./test-counts.mjs').Timed[]} */
  const parts = [];
  return {
    total: () => sum,
    parts: () => parts,
    /** @param {string} name @param {() => Counts | Promise<Counts>} work @returns {Promise<boolean>} nothing failed */
    async step(name, work) {
      say(`${name} ...`);
      const startMs = Date.now();
      const counts = await work();
      sum = addCounts(sum, counts);
      const isGood = counts.failed === 0;
      const ms = Date.now() - startMs;
      parts.push({ name, ms });
      const isPrerequisite = isGood && counts.passed === 0;
      say(
        `${name}: ${isPrerequisite ? 'ready' : `${isGood ? 'passed' : 'FAILED'}, ${inWords(counts)}`} (${inSeconds(ms)})`,
      );
      return isGood;
    },
  };
}

/** What the tests need but is none itself: counts only when it is missing. @returns {Counts} */
function prerequisite(/** @type {boolean} */ ok, explanation = '') {
  if (explanation) say(explanation);
  return { passed: 0, failed: ok ? 0 : 1, skipped: 0 };
}

async function typecheck() {
  return (await heldCheck('next/dist/bin/next', 'typegen')) && heldCheck('typescript/bin/tsc', '--noEmit');
}

function lint() {
  return heldCheck('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.');
}

function deadCode() {
  return heldCheck('knip/bin/knip.js', '--no-progress');
}

/** Others run at the same time: what it says comes in one piece, and only when there is something wrong. */
async function heldCheck(/** @type {string} */ script, /** @type {string[]} */ ...args) {
  const { ok, output } = await runPackage(script, args, { quiet: true });
  if (!ok) process.stdout.write(output);
  return ok;
}

let vitestRuns = 0;

/**
 * @param {string[]} filters paths that the names of the files hold
 * @param {{ env?: Record<string, string>, workers?: number, held?: boolean }} [options] `held`: its output comes at its end
 */
function vitest(filters, { env = {}, workers = 1, held = false } = {}) {
  const report = `.build/vitest-${++vitestRuns}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--config', 'tests/vitest.config.ts', `--maxWorkers=${workers}`, ...reporters, ...filters];
  return vitestCounts(report, async () => {
    const ended = await runPackage('vitest/vitest.mjs', args, { env, timeoutMs: LONGEST_STEP_MS, quiet: held });
    process.stdout.write(ended.output);
    return ended;
  });
}

/** @param {string[]} args @param {Record<string, string>} env */
function playwright(args, env) {
  return playwrightCounts(PLAYWRIGHT_REPORT, () =>
    runPackage('playwright/cli.js', ['test', '--config', 'tests/playwright.config.ts', ...args], {
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

/** @param {number} ms */
const inSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** A retry hides no test that fails now and then. @param {string[]} flaky */
function sayWhatFlaked(flaky) {
  if (flaky.length > 0) say(`${flaky.length} passed only when tried again:`);
  for (const name of flaky) say(`  ${name}`);
}

/**
 * @param {import('./test-counts.mjs').Timed[]} tests
 * @param {import('./test-counts.mjs').Timed[]} parts some ran at the same time
 * @param {number} wholeMs
 */
function sayWhatTookLong(tests, parts, wholeMs) {
  if (tests.length > 0) say(`the slowest of ${tests.length} tests:`);
  for (const { name, ms } of slowestOf(tests, SLOWEST_TOLD)) say(`  ${inSeconds(ms)}  ${name}`);
  say(
    `what each part took, ${inSeconds(wholeMs)} in all: ${parts.map(({ name, ms }) => `${name} ${inSeconds(ms)}`).join('; ')}`,
  );
}
