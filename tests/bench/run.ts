import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright/test';
import { findChromium, withoutChromium } from '../commands/find-chromium.mjs';
import { startServers } from '../commands/servers.mjs';
import { benchBatch } from './batch';
import type { BenchRow, BenchSetting } from './bench-row';
import { benchDurable } from './durable';
import { benchEdge } from './edge';
import { benchGrades, threeLaneExercises } from './grades';
import { benchLoad } from './load';
import { benchMeasure } from './measure';
import { benchOnline } from './online';
import { benchQuiet, QUIET_PARTS } from './quiet';
import { writeSamples } from './sample-evidence';
import { benchSimulate, SIMULATE_PARTS } from './simulate/simulate';
import { tableOf } from './table';
import { benchUploads } from './uploads';
import { benchWeights } from './weights';

const RESULT_PATH = '.build/bench.json';

const BENCHES: Readonly<Record<string, (setting: BenchSetting) => Promise<BenchRow[]>>> = {
  batch: benchBatch,
  durable: benchDurable,
  online: benchOnline,
  edge: benchEdge,
  measure: benchMeasure,
  weights: benchWeights,
  uploads: benchUploads,
  load: benchLoad,
  simulate: benchSimulate,
  quiet: benchQuiet,
  grades: benchGrades,
};

/**
 * `npm run bench [-- batch durable online edge measure weights uploads load simulate simulate:speed quiet quiet:online grades grades:energy]`: measures, prints a table, and
 * exits with 1 when a target is missed. `npm run sample-evidence` comes this way too, with all that a run needs.
 */
async function main(asked: string[]): Promise<boolean> {
  const [first, ...others] = asked;
  if (first === 'sample-evidence') return inBrowser((setting) => writeSamples(setting, others));
  /** Of those whose rows can be asked for one by one. */
  const partsOf: Readonly<Record<string, readonly string[]>> = {
    quiet: QUIET_PARTS,
    simulate: SIMULATE_PARTS,
    grades: (await threeLaneExercises()).map(({ ask }) => ask.id),
  };
  const known = Object.keys(BENCHES).flatMap((name) => [
    name,
    ...(partsOf[name] ?? []).map((part) => `${name}:${part}`),
  ]);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown) throw new Error(`There is no benchmark "${unknown}". There are: ${known.join(', ')}.`);
  const rows = await inBrowser(async (setting) => {
    const measured: BenchRow[] = [];
    for (const [name, bench] of Object.entries(BENCHES)) {
      const parts = asked.filter((one) => one.startsWith(`${name}:`)).map((one) => one.slice(name.length + 1));
      const isWhole = asked.length === 0 || asked.includes(name);
      if (!isWhole && parts.length === 0) continue;
      process.stdout.write(`${name} ...\n`);
      measured.push(...(await bench({ ...setting, parts: isWhole ? [] : parts })));
    }
    return measured;
  });
  process.stdout.write(`\n${tableOf(rows)}\n`);
  await writeFile(RESULT_PATH, `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
  return rows.length > 0 && rows.every((row) => row.ok);
}

/** Lends a browser and the servers. */
async function inBrowser<T>(use: (setting: Omit<BenchSetting, 'parts'>) => Promise<T>): Promise<T> {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error(withoutChromium());

  const launchBrowser = () =>
    chromium.launch({
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...[
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--disable-quic',
          '--no-first-run',
        ],
      ],
    });
  const servers = await startServers(['native']);
  const browser = await launchBrowser();
  try {
    return await use({ browser, launchBrowser, baseUrl: servers.env.TRILANE_NATIVE_URL ?? '' });
  } finally {
    await browser.close();
    await servers.stop();
  }
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
