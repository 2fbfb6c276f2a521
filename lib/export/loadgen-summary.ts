import packageJson from '../../package.json' with { type: 'json' };
import { formatSetup } from '../experiment/setup-url';
import { nearestRank, percentileOf } from '../measure/percentile';
import type { LaneFigures, PassFigures } from '../measure/run-figures';
import type { ValidityReason } from '../measure/validity';
import { worthAt } from '../measure/worth';
import type { RunSource } from './run-document';

const RULE = '================================================';
/** Those LoadGen reports, and no other. */
const REPORTED = [0.5, 0.9, 0.95, 0.97, 0.99, 0.999] as const;

/**
 * A run as text in the layout of MLPerf LoadGen's `mlperf_log_summary.txt`, which load testers know: a block a lane and
 * repeat. Not an MLPerf result, and it says so. Latencies in ms; a percentile that has not been earned says how far it is.
 * @param inWords a reason why a run does not count, as a sentence
 */
export function loadgenSummary(
  source: RunSource,
  passes: readonly PassFigures[],
  inWords: (reason: ValidityReason) => string,
): string {
  const blocks = passes.flatMap((pass, index) =>
    pass.lanes.flatMap((lane) => [
      ...headOf(source, lane, passes.length > 1 ? index + 1 : null),
      ...resultOf(pass, inWords),
      '',
      ...statsOf(lane),
      '',
    ]),
  );
  return `${[...blocks, ...parametersOf(source), ''].join('\n')}\n`;
}

/** What MLPerf would call a workload; `null` where it has no word for it. */
function scenarioOf({ setup }: RunSource): 'Server' | 'Offline' | 'SingleStream' | null {
  if (!setup) return null;
  if (setup.loop === 'closed') return setup.users === 1 ? 'SingleStream' : null;
  return setup.pattern === 'at-once' ? 'Offline' : 'Server';
}

function headOf(source: RunSource, { record, summary }: LaneFigures, repeat: number | null): string[] {
  const { setup, workload, loaded } = source;
  const scenario = scenarioOf(source);
  const lastArrivalMs = workload?.arrivedAtMs.at(-1) ?? 0;
  const { p90 } = summary.latency;
  const headline = {
    Offline: line('Samples per second', number(summary.itemsPerSecond)),
    Server: line(
      'Scheduled samples per second',
      number(lastArrivalMs > 0 && workload ? (workload.count * 1000) / lastArrivalMs : null),
    ),
    SingleStream: line('90th percentile latency (ms)', p90.state === 'earned' ? number(p90.valueMs) : notEarned(p90)),
  };
  return [
    RULE,
    'Results summary, in the layout of MLPerf LoadGen. This is not an MLPerf result.',
    RULE,
    line('SUT name', `${packageJson.name} ${packageJson.version}, ${record.id} lane`),
    line('Scenario', scenario ?? `closed loop, ${setup?.users} users`),
    line('Mode', setup?.floor === 'full' ? 'Performance, full length' : 'Performance, class length'),
    ...(repeat === null ? [] : [line('Repeat', String(repeat))]),
    line('Model', `${record.target.modelId} ${record.target.versionId}`),
    line('Model SHA-256', loaded[record.id]?.sha256 ?? 'not loaded'),
    ...(scenario ? [headline[scenario]] : []),
    line('Completed samples per second', number(summary.itemsPerSecond)),
  ];
}

function resultOf({ validity }: PassFigures, inWords: (reason: ValidityReason) => string): string[] {
  const told = [...validity.reasons, ...validity.cautions].map((reason) => `  * ${inWords(reason)}`);
  return [line('Result is', validity.verdict === 'valid' ? 'VALID' : 'INVALID'), ...told];
}

function statsOf({ summary }: LaneFigures): string[] {
  const sorted = summary.sorted.latencyMs;
  const { counts, plannedCount } = summary;
  const sum = sorted.reduce((all, each) => all + each, 0);
  const share = (p: number) => {
    const result = percentileOf(sorted, p, worthAt(summary.worth, p));
    const value =
      result.state === 'earned'
        ? `${number(result.valueMs)}  (95% interval ${number(result.low)} to ${number(result.high)})`
        : notEarned(result);
    return line(`${(p * 100).toFixed(2)} percentile latency (ms)`, value);
  };
  return [
    RULE,
    'Additional stats',
    RULE,
    line('Samples planned', String(plannedCount)),
    line('Samples completed', String(counts.completed)),
    line('Samples failed or timed out', String(counts.failed + counts.timedOut)),
    line('Min latency (ms)', number(sorted.length > 0 ? nearestRank(sorted, 0) : null)),
    line('Max latency (ms)', number(sorted.length > 0 ? nearestRank(sorted, 1) : null)),
    line('Mean latency (ms)', number(sorted.length > 0 ? sum / sorted.length : null)),
    ...REPORTED.map(share),
  ];
}

function parametersOf({ setup, workload, startedAt, faults }: RunSource): string[] {
  const parameters = Object.entries(setup ?? {}).map(([name, value]) =>
    line(name, typeof value === 'object' ? JSON.stringify(value) : String(value)),
  );
  const { footprint, ...noticed } = faults;
  return [
    RULE,
    'Test parameters used',
    RULE,
    line('started_at', startedAt ?? 'never'),
    line('link', `/lab?${setup ? formatSetup(setup) : ''}`),
    line('workload_seed', String(workload?.seed ?? '')),
    ...parameters,
    RULE,
    'What happened meanwhile',
    RULE,
    ...Object.entries({ ...noticed, ...footprint }).map(([name, value]) =>
      line(name, value === null ? 'not known' : String(value)),
    ),
  ];
}

const notEarned = ({ have, need }: { have: number; need: number }) => `not earned: ${have} of ${need}`;
const number = (value: number | null) => (value === null ? 'none' : String(Number(value.toPrecision(6))));
const line = (name: string, value: string) => `${name.padEnd(34)}: ${value}`;
