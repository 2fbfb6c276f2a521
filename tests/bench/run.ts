import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright/test';
import { findChromium, withoutChromium } from '../../lib/commands/find-chromium.mjs';
import { startServers } from '../../lib/commands/servers.mjs';
import { benchBatch } from './batch';
import type { BenchRow, BenchSetting } from './bench-row';
import { benchDurable } from './durable';
import { benchEdge } from './edge';
import { benchGrades } from './grades';
import { benchMeasure } from './measure';
import { benchOnline } from './online';
import { tableOf } from './table';
import { benchWeights } from './weights';

const RESULT_PATH = '.build/bench.json';

const BENCHES: Readonly<Record<string, (setting: BenchSetting) => Promise<BenchRow[]>>> = {
  batch: benchBatch,
  durable: benchDurable,
  online: benchOnline,
  edge: benchEdge,
  measure: benchMeasure,
  weights: benchWeights,
  grades: benchGrades,
};

/** `npm run bench [-- batch durable online edge measure weights grades]`: measures, prints a table, and exits with 1 when a target is missed. */
async function main(names: string[]): Promise<boolean> {
  const unknown = names.find((name) => !(name in BENCHES));
  if (unknown) throw new Error(`There is no benchmark "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  const executablePath = await findChromium();
  if (!executablePath) throw new Error(withoutChromium());

  const rows: BenchRow[] = [];
  const servers = await startServers(['native']);
  const browser = await chromium.launch({
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
  try {
    const setting = { browser, baseUrl: servers.env.TRILANE_NATIVE_URL ?? '' };
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (names.length > 0 && !names.includes(name)) continue;
      process.stdout.write(`${name} ...\n`);
      rows.push(...(await bench(setting)));
    }
  } finally {
    await browser.close();
    await servers.stop();
  }
  process.stdout.write(`\n${tableOf(rows)}\n`);
  await writeFile(RESULT_PATH, `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
  return rows.length > 0 && rows.every((row) => row.ok);
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
