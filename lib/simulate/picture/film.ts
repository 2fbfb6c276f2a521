import { FORWARDED, type PassageColumns } from '../events/passages';
import { COMPLETED } from '../events/requests';
import type { BatchRun } from '../lanes/batch-job';
import type { OutcomeName, SampledRequests } from '../sample';
import type { SimLaneId } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';
import { type Calls, callsOf } from './calls';
import { type Stage, stagesOf } from './stages';
import { Visits } from './visits';

/** Where a passage can be; at any moment it is in one of them, or nowhere. */
export const WHERES = ['held', 'out', 'waiting', 'loading', 'working', 'back'] as const;
/**
 * `held`: its client waits before it sends it again. `out`: on the network, to this stage. `waiting`: in a queue. `loading`: on a device
 * that fetches the model. `working`: the model has it. `back`: its answer is on the network, or waits for the end of its run.
 */
export type Where = (typeof WHERES)[number];

export interface StageFilm {
  readonly stage: Stage;
  /** Of passages, by number. */
  readonly visits: Readonly<Record<Where, Visits>>;
  /** Those whose client has given up, wherever they are. */
  readonly abandoned: Visits;
  readonly calls: Calls;
  /** Which servers are there, where that changes. */
  readonly servers: Visits | null;
}

/** What leaves the picture, in order of time. `wasted`: a part is done with what nobody waits for any more. */
export const EXITS = ['completed', 'rejected', 'failed', 'timed-out', 'wasted'] as const;
export interface Exits {
  readonly atMs: Float64Array;
  readonly stage: Uint8Array;
  readonly passage: Int32Array;
  /** Of EXITS. */
  readonly how: Uint8Array;
}

/** A lane as it can be looked at, at any moment: the events that its figures come from. Times in ms. */
export interface Film {
  readonly id: SimLaneId;
  /** So many requests each passage stands for. */
  readonly each: number;
  /** It shows the lane from then on. */
  readonly fromMs: number;
  readonly spanMs: number;
  readonly stages: readonly StageFilm[];
  readonly passages: PassageColumns;
  readonly arrivedMs: Float64Array;
  /** When requests ended, by how, in order. */
  readonly endedMs: Readonly<Record<Exclude<OutcomeName, 'open'>, Float64Array>>;
  readonly exits: Exits;
  /** When something happens: times in order, of each kind of event. */
  readonly timelines: readonly Float64Array[];
  readonly runs: readonly BatchRun[];
  readonly runStartsMs: Float64Array;
}

type Column = Float64Array;

/** Makes a film, in pieces: whoever has something else to do in between asks for one after the other. @param sample of a lane that the scenario names */
export function* filming(scenario: Scenario, sample: SampledRequests): Generator<void, Film> {
  const { id, passages, requests, runs, each, fromMs } = sample;
  const stages: StageFilm[] = [];
  for (const stage of stagesOf(scenario, id)) stages.push(yield* filmingStage(stage, sample));
  const exits = exitsOf(stages, passages);
  yield;
  const ends = endsOf(passages, requests.length);
  const ended = (how: OutcomeName) => ends.filter((_, request) => requests[request]?.outcome === how).sort();
  const arrivedMs = Float64Array.from(requests, ({ arrivedAtMs }) => arrivedAtMs);
  const timelines = [
    ...[arrivedMs, exits.atMs, Float64Array.from(sample.serverChanges, ({ atMs }) => atMs)],
    ...[Float64Array.from(runs, ({ startMs }) => startMs), Float64Array.from(runs, ({ endMs }) => orNever(endMs))],
    ...stages.flatMap(({ visits }) => WHERES.flatMap((where) => [visits[where].fromMs, visits[where].leftMs])),
  ];
  return {
    ...{ id, each, fromMs, stages, passages, runs, exits, timelines },
    spanMs: Number.isFinite(sample.untilMs) ? sample.untilMs : Math.max(0, ...timelines.map(lastOf)),
    arrivedMs,
    endedMs: {
      completed: ended('completed'),
      rejected: ended('rejected'),
      failed: ended('failed'),
      'timed-out': ended('timed-out'),
    },
    runStartsMs: Float64Array.from(runs, ({ startMs }) => startMs),
  };
}

/** The same at once. */
export function filmOf(scenario: Scenario, sample: SampledRequests): Film {
  const making = filming(scenario, sample);
  for (;;) {
    const { done, value } = making.next();
    if (done) return value;
  }
}

/** Of each row the first moment that ever came; Infinity = none did. */
function first(...columns: readonly Column[]): Column {
  const moments = new Float64Array(columns[0]?.length ?? 0).fill(Number.POSITIVE_INFINITY);
  for (const column of columns.toReversed()) {
    for (let row = 0; row < moments.length; row++) {
      const ms = column[row] as number;
      if (!Number.isNaN(ms)) moments[row] = ms;
    }
  }
  return moments;
}

function* filmingStage(stage: Stage, { passages, serverChanges }: SampledRequests): Generator<void, StageFilm> {
  const rows = passages.part.reduce<number[]>((its, part, passage) => {
    if (part === stage.part) its.push(passage);
    return its;
  }, []);
  const who = Int32Array.from(rows);
  yield;
  const of = (column: Column): Column => Float64Array.from(rows, (row) => column[row] as number);
  const never = new Float64Array(rows.length).fill(Number.NaN);
  const [sentMs, queuedMs, takenMs] = [of(passages.sentMs), of(passages.queuedMs), of(passages.takenMs)];
  const [begunMs, leftMs, heardMs] = [of(passages.begunMs), of(passages.leftMs), of(passages.heardMs)];
  const isSent = stage.kind === 'servers' || stage.kind === 'cache';
  yield;
  /** When nothing of it is on its way any more: what a job has done stays until its run ends. */
  const goneMs = first(heardMs, leftMs);
  if (stage.kind === 'job') {
    rows.forEach((row, index) => {
      if (passages.told[row] === COMPLETED) goneMs[index] = orNever(heardMs[index]);
    });
  }
  yield;
  const held = new Visits(isSent ? of(passages.madeMs) : never, first(sentMs), who);
  yield;
  const out = new Visits(sentMs, first(queuedMs, begunMs, leftMs), who);
  yield;
  const waiting = new Visits(queuedMs, first(takenMs, begunMs, leftMs), who);
  yield;
  const working = new Visits(begunMs, first(leftMs), who);
  yield;
  const back = new Visits(leftMs, goneMs, who);
  yield;
  const loading = new Visits(takenMs, first(begunMs), who);
  const abandoned = new Visits(of(passages.gaveUpMs), goneMs, who);
  yield;
  const calls = callsOf(stage, working, passages);
  yield;
  const changes = serverChanges.filter(({ part }) => part === stage.part);
  return {
    ...{ stage, abandoned, calls },
    visits: { held, out, waiting, loading, working, back },
    servers: stage.kind === 'servers' ? serversThere(changes) : null,
  };
}

/** The last finite one; 0 of none. */
const lastOf = (timeline: Float64Array): number => timeline.findLast(Number.isFinite) ?? 0;
const orNever = (ms: number | undefined): number =>
  ms === undefined || Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;

function serversThere(changes: SampledRequests['serverChanges']): Visits {
  const from: number[] = [];
  const to: number[] = [];
  const who: number[] = [];
  const open = new Map<number, number>();
  for (const { server, atMs, isThere } of changes) {
    const index = open.get(server);
    if (!isThere && index !== undefined) to[index] = atMs;
    if (!isThere) continue;
    open.set(server, who.push(server) - 1);
    from.push(atMs);
    to.push(Number.POSITIVE_INFINITY);
  }
  return new Visits(Float64Array.from(from), Float64Array.from(to), Int32Array.from(who));
}

function exitsOf(stages: readonly StageFilm[], passages: PassageColumns): Exits {
  const { part, told, leftMs, heardMs, gaveUpMs } = passages;
  const stageOf = new Uint8Array(256);
  stages.forEach(({ stage }, index) => {
    stageOf[stage.part] = index;
  });
  const atMs: number[] = [];
  const passage: number[] = [];
  const how: number[] = [];
  const add = (row: number, ms: number, as: (typeof EXITS)[number]) => {
    atMs.push(ms);
    passage.push(row);
    how.push(EXITS.indexOf(as));
  };
  for (let row = 0; row < part.length; row++) {
    const outcome = told[row] as number;
    const [gaveUp, heard] = [orNever(gaveUpMs[row]), orNever(heardMs[row])];
    if (Number.isFinite(gaveUp)) {
      add(row, gaveUp, 'timed-out');
      const gone = Math.min(heard, orNever(leftMs[row]));
      if (Number.isFinite(gone) && outcome === COMPLETED) add(row, gone, 'wasted');
    } else if (outcome !== FORWARDED && Number.isFinite(heard)) add(row, heard, EXITS[outcome - 1] ?? 'failed');
  }
  const order = Array.from(atMs.keys()).sort((a, b) => (atMs[a] as number) - (atMs[b] as number));
  return {
    atMs: Float64Array.from(order, (index) => atMs[index] as number),
    stage: Uint8Array.from(order, (index) => stageOf[part[passage[index] as number] as number] as number),
    passage: Int32Array.from(order, (index) => passage[index] as number),
    how: Uint8Array.from(order, (index) => how[index] as number),
  };
}

/** When requests ended, Infinity = not, ms: when the client heard of the last passage, or gave it up. */
function endsOf({ request, heardMs, gaveUpMs }: PassageColumns, requests: number): Float64Array {
  const ends = new Float64Array(requests).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < request.length; row++) {
    const gaveUp = gaveUpMs[row] as number;
    ends[request[row] as number] = orNever(Number.isNaN(gaveUp) ? heardMs[row] : gaveUp);
  }
  return ends;
}
