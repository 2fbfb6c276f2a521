import { fitLine } from '@/lib/measure/linear-fit';
import { medianOf } from '@/lib/measure/median';
import type { BenchRow } from '../bench/bench-row';

/**
 * What is looked at while the load rests. Meters that nobody stops are open for some minutes: at the end there must be none, as of all that is held
 * for others.
 */
export const FIGURES = [
  { id: 'serverRss', name: 'memory of the server', unit: 'MiB', kind: 'memory' },
  { id: 'databaseRss', name: 'memory of the database', unit: 'MiB', kind: 'memory' },
  { id: 'workerRss', name: "memory of the Lab's worker", unit: 'MiB', kind: 'memory' },
  { id: 'serverHeap', name: 'heap of the server in use', unit: 'MiB', kind: 'told' },
  { id: 'sockets', name: 'sockets of the server', unit: 'sockets', kind: 'count' },
  { id: 'handles', name: 'handles of the server', unit: 'handles', kind: 'count' },
  { id: 'resources', name: 'resources of its event loop', unit: 'resources', kind: 'count' },
  { id: 'closeWait', name: 'connections that their client has left', unit: 'connections', kind: 'count' },
  { id: 'streams', name: 'streams', unit: 'streams', kind: 'count' },
  { id: 'uploads', name: 'uploads', unit: 'uploads', kind: 'count' },
  { id: 'bodies', name: 'bytes of bodies on their way', unit: 'bytes', kind: 'count' },
  { id: 'meters', name: 'meters', unit: 'meters', kind: 'told' },
  { id: 'temporaryFiles', name: 'temporary files', unit: 'files', kind: 'count' },
  { id: 'jobs', name: 'jobs that are remembered', unit: 'jobs', kind: 'told' },
  { id: 'dataBytes', name: 'data folder', unit: 'MiB', kind: 'told' },
] as const;
type Figure = (typeof FIGURES)[number];
export type FigureId = Figure['id'];

export interface Sample {
  /** Since the load began. */
  readonly atMs: number;
  readonly figures: Readonly<Record<FigureId, number>>;
  /** By their role: another id is another process. */
  readonly processIds: Readonly<Record<'server' | 'database' | 'worker', number>>;
}

/** Memory may grow by so much: the median of the last fifth of the samples, as a factor of that of the first. */
const MOST_GROWTH = 1.05;
/** Of fewer, a fifth is a single moment. */
const LEAST_SAMPLES = 10;
const PARTS = 5;
const HOUR_MS = 3_600_000;

/**
 * What samples of a steady load say. Memory is compared by medians, which one late peak does not move; of what is counted the least at the
 * end must not be more than the most at the start: what leaks grows beyond it, what comes and goes does not.
 * @param samples after the warm-up, by time
 */
export function rowsOfSamples(samples: readonly Sample[]): BenchRow[] {
  const enough = samples.length >= LEAST_SAMPLES;
  const rows = [
    plainRow('samples', samples.length, 'samples', `>= ${LEAST_SAMPLES}`, enough),
    plainRow('processes that ended meanwhile', deathsIn(samples), 'processes', '0', deathsIn(samples) === 0),
  ];
  return enough ? [...rows, ...FIGURES.map((figure) => rowOf(figure, samples))] : rows;
}

/**
 * Of a moment at which nobody is there any more: of what is held for others there must be none then, and of sockets and handles no more than there were
 * at the start beside those of the watchers.
 * @param samples after the warm-up, by time
 */
export function rowsOfEnd({ figures }: Sample, samples: readonly Sample[], watchers: number): BenchRow[] {
  const early = samples.slice(0, fifthOf(samples));
  return FIGURES.flatMap(({ id, name, unit }) => {
    if (GONE.some((one) => one === id)) return [rowUpTo(`when all have left: ${name}`, figures[id], unit, 0)];
    if (!EACH_HAS_ONE.some((one) => one === id)) return [];
    const most = Math.min(...early.map((sample) => sample.figures[id])) - watchers;
    return [rowUpTo(`when all have left: ${name}`, figures[id], unit, most)];
  });
}
const GONE = ['streams', 'uploads', 'bodies', 'meters', 'closeWait', 'temporaryFiles'] as const;
const EACH_HAS_ONE = ['sockets', 'handles', 'resources'] as const;

const rowUpTo = (name: string, value: number, unit: string, most: number) =>
  plainRow(name, value, unit, `<= ${most}`, value <= most);

const fifthOf = (samples: readonly Sample[]) => Math.max(1, Math.floor(samples.length / PARTS));

export function plainRow(name: string, value: number, unit: string, target: string, ok: boolean): BenchRow {
  return { name, value, unit, baseline: '', ratio: Number.NaN, target, ok };
}

function rowOf({ id, name, unit, kind }: Figure, samples: readonly Sample[]): BenchRow {
  const size = fifthOf(samples);
  const valuesOf = (some: readonly Sample[]) => some.map(({ figures }) => figures[id]);
  const [first, last] = [valuesOf(samples.slice(0, size)), valuesOf(samples.slice(-size))];
  const row = { name, value: samples.at(-1)?.figures[id] ?? Number.NaN, unit };
  const baseline = `at first ${rounded(samples[0]?.figures[id] ?? Number.NaN)}${slopeOf(id, unit, samples)}`;
  if (kind === 'count') {
    const [least, most] = [Math.min(...last), Math.max(...first)];
    const target = `<= ${rounded(most)}, the most at first (least of the last fifth: ${rounded(least)})`;
    return { ...row, baseline, ratio: least / most, target, ok: least <= most };
  }
  const ratio = medianOf(last) / medianOf(first);
  if (kind === 'told') return { ...row, baseline, ratio, target: 'none', ok: true };
  const target = `<= ${MOST_GROWTH} from fifth to fifth`;
  return { ...row, baseline, ratio, target, ok: ratio <= MOST_GROWTH };
}

function slopeOf(id: FigureId, unit: string, samples: readonly Sample[]): string {
  if (unit !== 'MiB') return '';
  const points = samples.map(({ atMs, figures }) => ({ x: atMs / HOUR_MS, y: figures[id] }));
  const slope = points.every(({ y }) => y > 0) ? fitLine(points)?.slope : undefined;
  return slope ? `, ${slope.value >= 0 ? '+' : ''}${rounded(slope.value)} ${unit} an hour` : '';
}

/** Processes of which a later sample knows another in their place. */
function deathsIn(samples: readonly Sample[]): number {
  const roles = ['server', 'database', 'worker'] as const;
  return samples.slice(1).reduce((sum, { processIds }, place) => {
    const before = samples[place]?.processIds;
    return sum + roles.filter((role) => processIds[role] !== before?.[role]).length;
  }, 0);
}

const rounded = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
