import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { giveUp, say } from '../../lib/commands/bootstrap.mjs';
import { buildIfStale } from '../../lib/commands/build.mjs';
import { bundleSoak } from '../../lib/commands/bundle.mjs';
import { run, runPackage } from '../../lib/commands/run.mjs';
import { startPostgres } from './postgres.mjs';

const USAGE = `npm run soak -- [durability | faults | class-kills | fuzz | seeds] [runs] [--busy] [--faults 100] [--requests 400] [--seeds 40] [--seed 1] [--database embedded | postgresql]
       npm run soak -- load [minutes] [--seed 1]`;
/** Names of test files hold the filter. What is run so often, with so many faults or requests, where nothing else is said. */
const SOAKS = {
  durability: { filters: ['tests/durability/'], runs: 10, amount: 100, variable: 'TRILANE_TEST_FAULTS' },
  faults: { filters: ['tests/durability/faults'], runs: 10, amount: 100, variable: 'TRILANE_TEST_FAULTS' },
  'class-kills': {
    ...{ filters: ['tests/soak/class-kills'], runs: 1, amount: 20, variable: 'TRILANE_TEST_CLASS_FAULTS' },
  },
  seeds: {
    filters: ['tests/unit/simulate-stories', 'tests/unit/exercises-simulated'],
    ...{ runs: 1, amount: 40, variable: 'TRILANE_TEST_SEEDS' },
  },
  fuzz: { filters: ['tests/api/fuzz.test'], runs: 10, amount: 400, variable: 'TRILANE_TEST_REQUESTS' },
};
const MINUTES = 60;
const LONGEST_RUN_MS = 3 * 3_600_000;

/**
 * Runs the durability tests, the fuzz of the API, or what is simulated with many seeds, again and again, on both databases, each time with another seed, and says which of them failed.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runSoak(args) {
  if (args[0] === 'load') return soakUnderLoad(args.slice(1));
  const { filters, variable, runs, amount, seed, isBusy, database } = readArguments(args);
  const postgres = database === 'embedded' ? null : await startPostgres();
  if (database === 'postgresql' && !postgres) return 1;
  /** @type {[string, Record<string, string>][]} */
  const databases = [];
  if (database !== 'postgresql') databases.push(['embedded', {}]);
  if (postgres) databases.push(['postgresql', { TRILANE_TEST_POSTGRES: postgres.url }]);
  /** @type {string[]} */
  const failures = [];
  try {
    for (let run = 0; run < runs; run++) {
      // One core in half of them.
      const stop = isBusy && run % 2 === 1 ? keepBusy() : null;
      for (const [name, env] of databases) {
        const what = `run ${run + 1} of ${runs}, ${name}, TRILANE_TEST_SEED=${seed + run}${stop ? ', one core busy' : ''}`;
        const startMs = Date.now();
        const { ok, output } = await runPackage(
          'vitest/vitest.mjs',
          ['run', '--config', 'tests/vitest.config.ts', ...filters],
          {
            env: { ...env, TRILANE_TEST_SEED: String(seed + run), [variable]: String(amount) },
            timeoutMs: LONGEST_RUN_MS,
            quiet: true,
          },
        );
        if (!ok) {
          failures.push(what);
          process.stdout.write(output);
        }
        for (const [line] of output.matchAll(/^class-kills: jobs.*$/gm)) say(line);
        say(`${what}: ${ok ? 'passed' : 'FAILED'} (${Math.round((Date.now() - startMs) / 1000)} s)`);
      }
      stop?.();
    }
  } finally {
    await postgres?.stop();
  }
  for (const failure of failures) say(`FAILED: ${failure}`);
  say(`${runs * databases.length - failures.length} passed, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}

/**
 * Lets a class use a server for so long, and says what has grown meanwhile.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function soakUnderLoad(args) {
  const { values, positionals } = parseOrGiveUp(args);
  const [minutes] = positionals;
  if (!(await buildIfStale())) return 1;
  await bundleSoak();
  const order = [minutes ? wholeNumber(minutes) : MINUTES, values.seed ? wholeNumber(values.seed) : 1].map(String);
  const { ok } = await run(process.execPath, ['.build/soak.mjs', ...order]);
  return ok ? 0 : 1;
}

/** @param {string[]} args */
function readArguments(args) {
  const { values, positionals } = parseOrGiveUp(args);
  /** @type {keyof typeof SOAKS} */
  let what = 'durability';
  /** @type {number | undefined} */
  let runs;
  for (const word of positionals) {
    if (word === 'durability' || word === 'faults' || word === 'class-kills' || word === 'fuzz' || word === 'seeds')
      what = word;
    else runs = wholeNumber(word);
  }
  const { database } = values;
  if (database && database !== 'embedded' && database !== 'postgresql') giveUp(`usage: ${USAGE}`);
  const soak = SOAKS[what];
  return {
    ...soak,
    runs: runs ?? soak.runs,
    amount: wholeNumber(values.requests ?? values.faults ?? values.seeds ?? String(soak.amount)),
    seed: values.seed ? wholeNumber(values.seed) : 1,
    isBusy: values.busy ?? false,
    // Where there is no database, one is as good as the other.
    database: what === 'seeds' ? 'embedded' : database,
  };
}

/** @param {string[]} args */
function parseOrGiveUp(args) {
  const options = /** @type {const} */ ({
    busy: { type: 'boolean' },
    faults: { type: 'string' },
    requests: { type: 'string' },
    seeds: { type: 'string' },
    seed: { type: 'string' },
    database: { type: 'string' },
  });
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    return giveUp(`usage: ${USAGE}`);
  }
}

/** @param {string} text */
function wholeNumber(text) {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : giveUp(`usage: ${USAGE}`);
}

/** Another program that wants all of a core. @returns ends it */
function keepBusy() {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  return () => {
    process.off('exit', end);
    end();
  };
}
