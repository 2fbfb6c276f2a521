import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { isAlive } from '@/lib/processes/processes';
import type { BenchRow } from '../bench/bench-row';
import { cpuSecondsOfTree } from '../bench/process-tree';
import { tableOf } from '../bench/table';
import { startServer } from '../commands/servers.mjs';
import type { ClassOrder, ClassReport } from './messages';
import { takeSample, untilQuiet, type Watched } from './sample';
import { plainRow, rowsOfEnd, rowsOfSamples, type Sample } from './verdict';

const PROGRAM = '.build/soak-class.mjs';
const COLLECTOR = resolve('tests/soak/collect-on-signal.mjs');
const RESULT_PATH = '.build/soak.json';
const SEATS = 60;
const WATCHERS = 30;
const MINUTE_MS = 60_000;
/**
 * Before what is measured counts: a server is steady once the first jobs have been forgotten, which are kept for ten minutes, and whose deletion waits for as
 * long while lanes are measured. A shorter run warms up for a part of its time, and grows by what fills meanwhile.
 */
const STEADY_MS = 22 * MINUTE_MS;
const MOST_WARM_UP_SHARE = 0.4;
const warmUpOf = (ms: number) => Math.min(STEADY_MS, MOST_WARM_UP_SHARE * ms);
/** Over the rest: enough for medians of fifths, few enough that the class is at work most of the time. */
const SAMPLES = 30;
const LEAST_APART_MS = 20_000;
/** A meter that nobody stops is closed after three minutes without use, and idle connections sooner. */
const GIVEN_BACK_MS = 4 * MINUTE_MS;
const LOOK_MS = 5000;
/** What the server states: requests have so long to be answered, and then the rest, database and workers, has so long. */
const STOP_SECONDS = 10;
const LONGEST_STOP_MS = STOP_SECONDS * 1000 + 20_000;

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** `npm run soak -- load [minutes]`. @returns whether nothing grew, nothing was left over and nothing unexpected came */
async function main(minutes: number, seed: number): Promise<boolean> {
  const temporaryFolder = resolve('.build', 'soak-tmp');
  await rm(temporaryFolder, { recursive: true, force: true });
  await mkdir(temporaryFolder, { recursive: true });
  // Others reach it: so shares, owners and the operator's key count.
  const settings = {
    ...{ HOST: '0.0.0.0', TMPDIR: temporaryFolder, TRILANE_STOP_SECONDS: String(STOP_SECONDS) },
    NODE_OPTIONS: `--import ${pathToFileURL(COLLECTOR)}`,
  };
  const server = await startServer('native', settings);
  const program = fork(PROGRAM, [], { execArgv: [] });
  const end = async () => {
    program.kill('SIGKILL');
    await server.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void end().then(() => process.exit(1)));
  try {
    await server.ready();
    const operatorKey = (await readFile(join(server.data, 'operator-key'), 'utf8')).trim();
    const processId = server.process.pid ?? 0;
    const watched = { baseUrl: server.url, processId, dataFolder: server.data, temporaryFolder, operatorKey };
    const samples = await samplesOf(watched, program, minutes * MINUTE_MS, seed);
    const report = await tell(program, { kind: 'leave' });
    const warm = samples.filter(({ atMs }) => atMs >= warmUpOf(minutes * MINUTE_MS));
    const last = await untilAllIsGone(watched, warm);
    const rows = [
      ...rowsOfClass(report),
      ...rowsOfSamples(warm),
      ...rowsOfEnd(last, warm, WATCHERS),
      ...(await rowsOfStop(server.process, program)),
    ];
    await writeFile(
      RESULT_PATH,
      `${JSON.stringify({ node: process.version, samples, last, report, rows }, null, 2)}\n`,
    );
    say(`\n${tableOf(rows)}\n`);
    for (const { name, value, unit } of rows.filter(({ ok }) => !ok)) say(`FAILED: ${name}: ${value} ${unit}`);
    return rows.every(({ ok }) => ok);
  } finally {
    await end();
  }
}

async function tell(program: ChildProcess, order: ClassOrder): Promise<ClassReport> {
  const heard = new AbortController();
  const { signal } = heard;
  const answered = once(program, 'message', { signal });
  const ended = once(program, 'exit', { signal }).then(() => Promise.reject(new Error('The class ended by itself.')));
  program.send(order);
  const [report] = (await Promise.race([answered, ended]).finally(() => heard.abort())) as [ClassReport];
  return report;
}

/** While a class is at work; for each sample it rests a moment. */
async function samplesOf(watched: Watched, program: ChildProcess, ms: number, seed: number): Promise<Sample[]> {
  const startMs = performance.now();
  const samples: Sample[] = [];
  let told: ClassReport['troubles'] = {};
  const apartMs = Math.max(LEAST_APART_MS, (ms - warmUpOf(ms)) / SAMPLES);
  const { baseUrl } = watched;
  await tell(program, { kind: 'begin', baseUrl, seats: SEATS, watchers: WATCHERS, seed });
  while (performance.now() - startMs < ms) {
    await sleep(apartMs);
    const { visits, troubles } = await tell(program, { kind: 'rest' });
    await untilQuiet(watched, WATCHERS);
    const sample = await takeSample(watched, performance.now() - startMs);
    samples.push(sample);
    const { serverRss, databaseRss, workerRss, sockets, handles, resources, meters } = sample.figures;
    const memory = [serverRss, databaseRss, workerRss].map((mebibytes) => mebibytes.toFixed(0)).join(' + ');
    for (const [what, count] of Object.entries(troubles))
      if (count !== told[what]) say(`unexpected so far: ${what}: ${count}`);
    told = troubles;
    say(
      `${(sample.atMs / MINUTE_MS).toFixed(1)} min: ${sumOf(visits)} visits, ${sumOf(troubles)} unexpected; ${memory} MiB (server, ` +
        `database, worker), ${sockets} sockets, ${handles} handles, ${resources} resources, ${meters} meters`,
    );
    await tell(program, { kind: 'goOn' });
  }
  await tell(program, { kind: 'rest' });
  return samples;
}

/** What nobody holds any more is given back within a stated time. */
async function untilAllIsGone(watched: Watched, samples: readonly Sample[]): Promise<Sample> {
  for (const endMs = performance.now() + GIVEN_BACK_MS; ; await sleep(LOOK_MS)) {
    await untilQuiet(watched, 0);
    const sample = await takeSample(watched, samples.at(-1)?.atMs ?? 0);
    const isGone = rowsOfEnd(sample, samples, WATCHERS).every(({ ok }) => ok);
    if (isGone || performance.now() > endMs) return sample;
  }
}

function rowsOfClass({ visits, troubles, events }: ClassReport): BenchRow[] {
  for (const [what, counts] of Object.entries({ visits, unexpected: troubles }))
    for (const [which, count] of Object.entries(counts)) say(`${what}: ${which}: ${count}`);
  return [
    plainRow(`visits (the watchers got ${events} events)`, sumOf(visits), 'visits', '> 0', sumOf(visits) > 0),
    plainRow('unexpected answers and ends', sumOf(troubles), 'times', '0', sumOf(troubles) === 0),
  ];
}

/** Told to stop while clients hold on to it. */
async function rowsOfStop(server: ChildProcess, program: ChildProcess): Promise<BenchRow[]> {
  await tell(program, { kind: 'cling' });
  const family = [...(await cpuSecondsOfTree(server.pid ?? 0)).keys()];
  const startMs = performance.now();
  const gone = once(server, 'exit').then(([code]) => code === 0);
  server.kill('SIGTERM');
  const late = new AbortController();
  const isOrderly = await Promise.race([
    gone,
    sleep(LONGEST_STOP_MS, false, { signal: late.signal }).catch(() => false),
  ]);
  const tookMs = performance.now() - startMs;
  late.abort();
  const left = family.filter(isAlive).length;
  return [
    plainRow(
      'stops on SIGTERM while clients hold on',
      tookMs / 1000,
      's',
      `<= ${LONGEST_STOP_MS / 1000} s, code 0`,
      isOrderly,
    ),
    plainRow('processes left behind', left, 'processes', '0', left === 0),
  ];
}

const sumOf = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, one) => sum + one, 0);

const [minutes = 60, seed = 1] = process.argv.slice(2).map(Number);
process.exitCode = (await main(minutes, seed)) ? 0 : 1;
