import { fork } from 'node:child_process';
import { once } from 'node:events';
import { medianOf } from '@/lib/measure/median';
import { nearestRank } from '@/lib/measure/percentile';
import { OTHERS_SHARE_TO_SAY } from '@/lib/measure/rules';
import type { BenchRow } from './bench-row';
import { INTERVAL_MS } from './load/browser';
import { probeHealth } from './load/health-probe';
import { type ClassReport, type ConnectionsReport, isInOrder, type LoadHealth, type LoadOrder } from './load/messages';

const PROGRAM = '.build/bench-load.mjs';
/** `TRILANE_BENCH_BROWSERS` sets another number. */
const BROWSERS = Number(process.env.TRILANE_BENCH_BROWSERS) || 60;
const WATCHERS = 30;
const CONNECTIONS = 1500;
const HOLD_MS = 8000;
const SEED = 7;
/** The median item of a batch lane in company, as a factor of the same alone, or the lane says that it waited for others. */
const MOST_RATIO = 1.3;
/** A load program that is busier than this, or so late, measures itself. */
const MOST_BUSY_SHARE = 0.7;
const MOST_DELAY_MS = 20;

/** A class and a crowd: what comes of everybody's requests, and whether the server still answers others at once. */
export async function benchLoad({ baseUrl }: { baseUrl: string }): Promise<BenchRow[]> {
  const class_ = { kind: 'class', baseUrl, seed: SEED } as const;
  // What the compiler has not seen yet is slow.
  await play<ClassReport>(baseUrl, { ...class_, browsers: 1, watchers: 0 });
  const { report: alone } = await play<ClassReport>(baseUrl, { ...class_, browsers: 1, watchers: 0 });
  const order = { ...class_, browsers: BROWSERS, watchers: WATCHERS };
  // The first class since the start finds much that is not compiled yet; the next ones, of the same day, do not.
  const first = await play<ClassReport>(baseUrl, order);
  const next = await play<ClassReport>(baseUrl, order);
  const crowd = await play<ConnectionsReport>(baseUrl, {
    ...{ kind: 'connections', baseUrl, count: CONNECTIONS, holdMs: HOLD_MS },
  });
  const ofBrowsers = `class of ${BROWSERS} and ${WATCHERS} watchers`;
  return [
    ...rowsOfClass(`load: first ${ofBrowsers} since the start`, alone, first),
    ...rowsOfClass(`load: next ${ofBrowsers}`, alone, next),
    ...rowsOfCrowd(crowd),
  ];
}

interface Played<Report> {
  readonly report: Report;
  readonly health: { readonly timesMs: readonly number[]; readonly failures: number };
}

async function play<Report>(baseUrl: string, order: LoadOrder): Promise<Played<Report>> {
  const program = fork(PROGRAM, [], { execArgv: [] });
  const probe = probeHealth(baseUrl);
  program.send(order);
  const [report] = (await Promise.race([
    once(program, 'message'),
    once(program, 'exit').then(() => Promise.reject(new Error('The load program ended without a report.'))),
  ])) as [Report];
  return { report, health: await probe.stop() };
}

function rowsOfClass(who: string, alone: ClassReport, { report, health }: Played<ClassReport>): BenchRow[] {
  const { lanes, onlineMs, errors, events } = report;
  const failures = sumOf(errors) + health.failures;
  const jobAloneMs = medianOf(alone.lanes.flatMap(({ jobsMs }) => jobsMs));
  const jobMs = medianOf(lanes.flatMap(({ jobsMs }) => jobsMs));
  const itemAloneMs = itemMs(alone.lanes[0]?.jobsMs ?? []);
  const beyond = lanes.filter(({ jobsMs }) => itemMs(jobsMs) > MOST_RATIO * itemAloneMs);
  const isMarked = ({ jobsMs, waitForOthersMs }: ClassReport['lanes'][number]) =>
    waitForOthersMs > 0 && waitForOthersMs >= OTHERS_SHARE_TO_SAY * itemMs(jobsMs);
  const unmarked = beyond.filter((lane) => !isMarked(lane)).length;
  return [
    row(`${who}, errors (${listOf(errors)}; ${events} events)`, failures, 'errors', limitOf(report), 0),
    row(
      `${who}, online p50`,
      percentile(onlineMs, 0.5),
      'ms',
      `alone: ${percentile(alone.onlineMs, 0.5).toFixed(1)} ms`,
      20,
    ),
    row(
      `${who}, online p99`,
      percentile(onlineMs, 0.99),
      'ms',
      `alone: ${percentile(alone.onlineMs, 0.99).toFixed(1)} ms`,
      20,
    ),
    row(`${who}, health p50`, percentile(health.timesMs, 0.5), 'ms', limitOf(report), 25),
    row(`${who}, health p99`, percentile(health.timesMs, 0.99), 'ms', limitOf(report), 25),
    {
      name: `${who}, a job of a batch lane (p99 ${percentile(
        lanes.flatMap(({ jobsMs }) => jobsMs),
        0.99,
      ).toFixed(0)} ms)`,
      ...{
        value: jobMs,
        unit: 'ms',
        baseline: `the same alone: ${jobAloneMs.toFixed(0)} ms`,
        ratio: jobMs / jobAloneMs,
      },
      ...{ target: 'none: only the median item, which is mostly a constant wait, has one', ok: true },
    },
    {
      name: `${who}, the median item of a batch lane: ${INTERVAL_MS / 2} ms, half of the interval, for the wait for the next run, constant in both, + its job (${beyond.length} of ${lanes.length} lanes beyond ${MOST_RATIO}, ${lanes.filter(isMarked).length} say that they waited)`,
      value: unmarked,
      unit: 'lanes beyond it that do not say why',
      baseline: `the same alone: ${itemAloneMs.toFixed(0)} ms; the job without the constant: ${jobMs.toFixed(0)} ms against ${jobAloneMs.toFixed(0)} ms alone, ${(jobMs / jobAloneMs).toFixed(2)} times`,
      ratio: medianOf(lanes.map(({ jobsMs }) => itemMs(jobsMs))) / itemAloneMs,
      target: '0',
      ok: unmarked === 0 && lanes.length === BROWSERS,
    },
  ];
}

function rowsOfCrowd({ report, health }: Played<ConnectionsReport>): BenchRow[] {
  const { ends } = report;
  const who = `load: ${CONNECTIONS} connections at once`;
  const disorderly = sumOf(Object.fromEntries(Object.entries(ends).filter(([end]) => !isInOrder(end))));
  return [
    row(
      `${who}, neither answered nor refused in order (${listOf(ends)})`,
      disorderly,
      'connections',
      limitOf(report),
      0,
    ),
    row(`${who}, health p50`, percentile(health.timesMs, 0.5), 'ms', limitOf(report), 500),
    row(`${who}, health p99 (${health.failures} failed)`, percentile(health.timesMs, 0.99), 'ms', limitOf(report), 500),
  ];
}

/**
 * Items arrive evenly, and wait for half of the interval in the median; then comes their job. As the wait is the same in company and
 * alone, a job that takes six times as long changes the item by little: the job has a row of its own.
 */
const itemMs = (jobsMs: readonly number[]) => INTERVAL_MS / 2 + medianOf(jobsMs);

function row(name: string, value: number, unit: string, baseline: string, most: number): BenchRow {
  const ratio = most === 0 ? value : value / most;
  return { name, value, unit, baseline, ratio, target: `<= ${most} ${unit}`, ok: value <= most };
}

function limitOf({ busyShare, delayMsP99 }: LoadHealth): string {
  const isLimit = busyShare > MOST_BUSY_SHARE || delayMsP99 > MOST_DELAY_MS;
  const state = `load program busy ${(busyShare * 100).toFixed(0)} % of the time, its timers late by ${delayMsP99.toFixed(0)} ms (p99)`;
  return isLimit ? `THE LOAD PROGRAM WAS THE LIMIT: ${state}` : state;
}

const percentile = (values: readonly number[], share: number) =>
  values.length === 0 ? Number.NaN : nearestRank(Float64Array.from(values).sort(), share);
const sumOf = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, one) => sum + one, 0);
const listOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([what, one]) => `${what}: ${one}`)
    .join(', ') || 'none';
