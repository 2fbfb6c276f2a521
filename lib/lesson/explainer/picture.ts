import { gathers, type ModeId, runsOnDevice } from '../../modes';
import { whereaboutsOf } from './phase';
import type { LaneTrace, TraceItem } from './trace';

/** A lane drawn from left to right in any unit, usually px: the device, a gap to cross, the server. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Of a mark that has room. */
  readonly radius: number;
  readonly deviceEnd: number;
  readonly serverStart: number;
  /** Heights of the ways to the model and back. */
  readonly out: number;
  readonly back: number;
  readonly model: { readonly x: number; readonly top: number; readonly width: number; readonly height: number };
}

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly answered: boolean;
}

/** Marks from the back to the front, and whether the model is at work or just was. */
export interface LanePicture {
  readonly marks: readonly Mark[];
  readonly lit: boolean;
}

/** Batch items have crossed to the pile by then, for the eye: at most so long, and this share of their wait. */
const CROSSING_MS = 500;
const CROSSING_SHARE = 0.6;
/** Between the middles of neighbours, in radii. */
const STEP = 2.5;
/** Smaller steps cannot be told apart: then marks share places. */
const SMALLEST_STEP = 4;

export function stageOf(modeId: ModeId, width: number, height: number, scale: number): Stage {
  return {
    width,
    height,
    radius: Math.min(6.5, Math.max(4, width / 90)) * scale,
    deviceEnd: 0.36 * width,
    serverStart: 0.56 * width,
    out: 0.28 * height,
    back: 0.74 * height,
    model: {
      x: (runsOnDevice(modeId) ? 0.275 : 0.89) * width,
      top: 0.12 * height,
      width: 0.15 * width,
      height: 0.76 * height,
    },
  };
}

/**
 * What a lane looks like at a moment.
 * @param glowMs for how long after an item has left it the model stays lit, in ms of the trace: however short the
 * work was, it is seen
 */
export function pictureAt(lane: LaneTrace, atMs: number, stage: Stage, glowMs: number): LanePicture {
  const { modeId, items } = lane;
  const isPile = gathers(modeId);
  const step = isPile ? pileStep(lane, stage) : STEP * stage.radius;
  const radius = Math.min(stage.radius, step / STEP);
  const rack = rackOf(modeId, stage, radius);
  const marks: Mark[] = [];
  let lit = false;
  let queued = 0;
  let landed = -1;
  for (const item of items) {
    if (whereaboutsOf(modeId, item, atMs).phase === 'answered') landed = Math.max(landed, item.answerRank);
  }
  const front: Mark[] = [];
  for (const item of items) {
    const { phase, share } = whereaboutsOf(modeId, item, atMs);
    lit ||= phase === 'in-model' || (phase === 'answered' && atMs - item.finishedAtMs < glowMs);
    if (phase === 'to-come') continue;
    if (phase === 'answered') {
      if (item.answerRank > landed - rack.places)
        marks.push({ ...rack.place(item.answerRank), radius, answered: true });
      continue;
    }
    const wait = isPile ? pilePlace(item, stage, step) : queuePlace(stage, step, queued);
    const door = { x: stage.model.x, y: stage.out };
    const exit = { x: stage.model.x, y: stage.back };
    if (phase === 'waiting') {
      queued++;
      const from = queuePlace(stage, step, 0);
      front.push({
        ...(isPile ? between(from, wait, crossed(item, atMs)) : wait),
        radius,
        answered: false,
      });
    } else if (phase === 'travelling') {
      const from = isPile ? wait : queuePlace(stage, step, 0);
      front.push({ ...between(from, door, share), radius, answered: false });
    } else if (phase === 'in-model') front.push({ ...between(door, exit, share), radius, answered: true });
    else front.push({ ...between(exit, rack.place(item.answerRank), share), radius, answered: true });
  }
  return { marks: [...marks, ...front], lit };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function crossed({ arrivedAtMs, startedAtMs }: TraceItem, atMs: number): number {
  const takesMs = Math.min(CROSSING_MS, CROSSING_SHARE * (startedAtMs - arrivedAtMs));
  return takesMs > 0 ? Math.min(1, (atMs - arrivedAtMs) / takesMs) : 1;
}

/** Who is next stands in front; whoever finds no room stands with the last. */
function queuePlace({ width, radius, out, model }: Stage, step: number, place: number): Point {
  const front = Math.min(0.16 * width, model.x - model.width / 2 - 2 * radius);
  return { x: Math.max(2 * radius, front - place * step), y: out };
}

function pileArea({ serverStart, model, height, radius }: Stage) {
  return {
    right: model.x - model.width / 2 - radius,
    left: serverStart + radius,
    top: 0.06 * height,
    bottom: 0.94 * height,
  };
}

/** The largest step with which the largest batch fits before the model. */
function pileStep({ items }: LaneTrace, stage: Stage): number {
  const { left, right, top, bottom } = pileArea(stage);
  const most = items.reduce((size, { batchSize }) => Math.max(size, batchSize), 1);
  let step = STEP * stage.radius;
  while (step > SMALLEST_STEP && Math.floor((right - left) / step) * Math.floor((bottom - top) / step) < most)
    step -= 0.25;
  return Math.max(SMALLEST_STEP, step);
}

/** Filled from the model's side, a column at a time, from below. */
function pilePlace({ batchPlace }: TraceItem, stage: Stage, step: number): Point {
  const { left, right, top, bottom } = pileArea(stage);
  const rows = Math.max(1, Math.floor((bottom - top) / step));
  const columns = Math.max(1, Math.floor((right - left) / step));
  const column = Math.floor(batchPlace / rows) % columns;
  return { x: right - (column + 0.5) * step, y: bottom - ((batchPlace % rows) + 0.5) * step };
}

/** Where the last answers lie on the device; the next takes the place of the oldest. */
function rackOf(modeId: ModeId, { deviceEnd, height, model }: Stage, radius: number) {
  const step = STEP * radius;
  const end = runsOnDevice(modeId) ? model.x - model.width / 2 - radius : deviceEnd;
  const columns = Math.max(1, Math.floor((end - step) / step));
  const rows = Math.max(1, Math.floor((0.46 * height) / step));
  return {
    places: columns * rows,
    place: (rank: number): Point => ({
      x: (0.9 + (rank % columns)) * step,
      y: 0.52 * height + ((Math.floor(rank / columns) % rows) + 0.5) * step,
    }),
  };
}
