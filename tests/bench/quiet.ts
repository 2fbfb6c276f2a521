import { defaultSetup, formatSetup } from '@/lib/experiment/setup-url';
import { medianOf } from '@/lib/measure/median';
import type { ModeId } from '@/lib/modes';
import type { BenchRow, BenchSetting } from './bench-row';
import { reasonsInWords } from './kept-run';
import { type BlankRun, blankRun } from './quiet/blank-run';
import { withBusyCore } from './quiet/busy-core';
import { type LabRun, labRun } from './quiet/lab-run';
import { benchRest } from './quiet-rest';

export const QUIET_PARTS = ['rest', 'main', 'main-fast', 'cpu', 'online', 'edge', 'valid', 'valid-busy'] as const;
type Part = (typeof QUIET_PARTS)[number];

/** Fewer than are asked for, to try it out. */
const SHORT =
  process.env.TRILANE_BENCH_RUNS === undefined ? Number.POSITIVE_INFINITY : Number(process.env.TRILANE_BENCH_RUNS);
/** Runs that are judged, and rounds with a blank page beside them. */
const RUNS = Math.min(20, SHORT);
const ROUNDS = Math.min(5, SHORT);
const BUSY_LEAST = 15 / 20;
/** Ten times the default rate, half as long. */
const FAST_QUERY = 'rate=600&count=3000';
/** Shares of a core. */
const MOST_MAIN = 0.05;
const MOST_MAIN_FAST = 0.1;
const MOST_BEYOND_BLANK = 0.15;
const MOST_ONLINE = 1.1;
const MOST_EDGE = 1.05;

/** One default run, and in the first rounds a blank page under the same load right before or after it. */
interface Round {
  readonly lab: LabRun | Error;
  readonly blank: BlankRun | null;
}

/**
 * Quiet: whether the Lab keeps out of the way of what it measures, and its server while it has nothing to do. Default
 * runs in fresh browsers; beside the first of them a blank page plays the same load in the same minute, and they take
 * turns in going first. Every figure but the verdicts is a median of runs. `npm run bench -- quiet` takes about half an
 * hour for its runs and eight minutes for the server at rest, `quiet:online` and the like only what they need.
 */
export async function benchQuiet(setting: BenchSetting): Promise<BenchRow[]> {
  const wants = (...parts: readonly Part[]) =>
    setting.parts.length === 0 || parts.some((part) => setting.parts.includes(part));
  const rows: BenchRow[] = [];
  const add = (...more: readonly (BenchRow | null)[]) => {
    for (const row of more) {
      if (!row) continue;
      rows.push(row);
      process.stdout.write(`  ${row.name}: ${row.value.toPrecision(3)} ${row.unit}, ${row.baseline}\n`);
    }
  };
  if (wants('rest')) add(...(await benchRest()));
  const besideBlank = wants('cpu', 'online', 'edge') ? ROUNDS : 0;
  const count = wants('valid') ? RUNS : wants('main') ? ROUNDS : besideBlank;
  if (count > 0) {
    await warmUp(setting);
    const rounds = await playRounds(setting, count, besideBlank);
    const labs = rounds.flatMap(({ lab }) => (lab instanceof Error ? [] : [lab]));
    add(
      wants('main') ? mainRow('60 items/s', labs.filter(isDefault), MOST_MAIN) : null,
      wants('cpu') ? beyondRow(rounds) : null,
      wants('online') ? latencyRow('online', 'a blank page', rounds, MOST_ONLINE) : null,
      wants('edge') ? latencyRow('edge', 'onnxruntime-web in a bare worker', rounds, MOST_EDGE) : null,
      wants('valid')
        ? validRow(
            'quiet machine',
            rounds.map(({ lab }) => lab),
            1,
          )
        : null,
    );
  }
  if (wants('main-fast')) {
    const labs: LabRun[] = [];
    for (let run = 0; run < ROUNDS; run++) labs.push(await labRun(setting.launchBrowser, setting.baseUrl, FAST_QUERY));
    add(mainRow('600 items/s', labs, MOST_MAIN_FAST));
  }
  if (wants('valid-busy')) {
    const labs = await withBusyCore(async () => {
      const runs: (LabRun | Error)[] = [];
      while (runs.length < RUNS) runs.push(await tryDefault(setting, ''));
      return runs;
    });
    add(validRow('one core kept busy by another program', labs, BUSY_LEAST));
  }
  return rows;
}

/** A server that has answered nothing yet is slower: whoever went first would pay. */
async function warmUp({ launchBrowser, baseUrl }: BenchSetting): Promise<void> {
  await blankRun(launchBrowser, baseUrl, { ...defaultSetup(), count: 120 });
}

async function playRounds(setting: BenchSetting, count: number, besideBlank: number): Promise<Round[]> {
  const { launchBrowser, baseUrl } = setting;
  const rounds: Round[] = [];
  for (let round = 0; round < count; round++) {
    const playBlank = () =>
      round < besideBlank ? blankRun(launchBrowser, baseUrl, defaultSetup()) : Promise.resolve(null);
    const blankFirst = round % 2 === 0;
    const early = blankFirst ? await playBlank() : null;
    // Beside a blank page the Lab sends what that sends, whatever it would propose.
    const lab = await tryDefault(setting, round < besideBlank ? 'rate=60' : '');
    rounds.push({ lab, blank: early ?? (await playBlank()) });
  }
  return rounds;
}

async function tryDefault({ launchBrowser, baseUrl }: BenchSetting, query: string): Promise<LabRun | Error> {
  try {
    return await labRun(launchBrowser, baseUrl, query);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.stdout.write(`  a run failed: ${error.message}\n`);
    return error;
  }
}

function mainRow(what: string, labs: readonly LabRun[], most: number): BenchRow {
  const shares = labs.map(({ load }) => load.mainThread);
  const cpu = medianOf(labs.map(({ load }) => load.mainThreadCpu));
  const context = `${rangeOf(shares)}; the kernel counts ${percent(cpu)}`;
  return shareRow(`quiet: main thread busy while lanes run, ${what}`, medianOf(shares), most, context);
}

function beyondRow(rounds: readonly Round[]): BenchRow {
  const beyond = pairsOf(rounds).map(({ lab, blank }) => lab.load.whole - blank.load.whole);
  const blank = medianOf(pairsOf(rounds).map(({ blank }) => blank.load.whole));
  const context = `a blank page takes ${percent(blank)}, ${rangeOf(beyond)}`;
  return shareRow(
    'quiet: whole browser beyond a blank page that sends the same load',
    medianOf(beyond),
    MOST_BEYOND_BLANK,
    context,
  );
}

function shareRow(name: string, value: number, most: number, context: string): BenchRow {
  return {
    name,
    value: value * 100,
    unit: '% of a core',
    baseline: `budget: ${percent(most)} of a core (${context})`,
    ratio: value / most,
    target: '<= 1',
    ok: value <= most,
  };
}

/** Of runs that follow each other: what else the machine does changes from minute to minute, and hits both alike. */
function latencyRow(mode: 'online' | 'edge', against: string, rounds: readonly Round[], most: number): BenchRow {
  const pairs = pairsOf(rounds).map(({ lab, blank }) => ({
    labMs: medianLatencyMs(lab, mode),
    blankMs: mode === 'online' ? blank.onlineMedianMs : blank.edgeMedianMs,
  }));
  const ratios = pairs.map(({ labMs, blankMs }) => labMs / blankMs);
  const ratio = medianOf(ratios);
  return {
    name: `quiet: ${mode} median from arrival to answer`,
    value: medianOf(pairs.map(({ labMs }) => labMs)),
    unit: 'ms',
    baseline: `${against}: ${medianOf(pairs.map(({ blankMs }) => blankMs)).toFixed(3)} ms (ratios ${ratios.map((one) => one.toFixed(2)).join(' ')})`,
    ratio,
    target: `<= ${most}`,
    ok: ratio <= most,
  };
}

function medianLatencyMs({ kept }: LabRun, mode: ModeId): number {
  const record = kept.run.records.find(({ modeId }) => modeId === mode);
  return medianOf(
    [...(record?.measurements ?? [])].flatMap(({ outcome, arrivedAtMs, finishedAtMs }) =>
      outcome === 'completed' ? [finishedAtMs - arrivedAtMs] : [],
    ),
  );
}

function validRow(where: string, labs: readonly (LabRun | Error)[], least: number): BenchRow {
  const why = labs.map(reasonsOf);
  const valid = why.filter((reasons) => reasons === '').length;
  for (const [run, reasons] of why.entries()) if (reasons) process.stdout.write(`    run ${run + 1}: ${reasons}\n`);
  return {
    name: `quiet: default runs VALID in fresh browsers, ${where}`,
    value: valid,
    unit: `of ${labs.length}`,
    baseline: tallyOf(labs) || 'nothing was wrong',
    ratio: valid / labs.length,
    target: `>= ${least}`,
    ok: valid >= least * labs.length,
  };
}

/** Which reasons came how often: `2 x edge generator-late`. */
function tallyOf(labs: readonly (LabRun | Error)[]): string {
  const named = labs.flatMap((lab) =>
    lab instanceof Error ? ['did not end'] : lab.kept.reasons.map(({ id, lane }) => (lane ? `${lane} ${id}` : id)),
  );
  return [...new Set(named)].map((name) => `${named.filter((one) => one === name).length} x ${name}`).join(', ');
}

/** '' = VALID. */
function reasonsOf(lab: LabRun | Error): string {
  if (lab instanceof Error) return lab.message.split('\n')[0] ?? 'failed';
  return reasonsInWords(lab.kept);
}

/** A page that found its device too slow for the default, and ran something else, has nothing to be compared with. */
function pairsOf(rounds: readonly Round[]): { lab: LabRun; blank: BlankRun }[] {
  return rounds.flatMap(({ lab, blank }) =>
    lab instanceof Error || !blank || !isDefault(lab) ? [] : [{ lab, blank }],
  );
}

const isDefault = ({ kept }: LabRun) => formatSetup(kept.run.setup) === formatSetup(defaultSetup());

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const rangeOf = (shares: readonly number[]) =>
  `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))} in ${shares.length} runs`;
