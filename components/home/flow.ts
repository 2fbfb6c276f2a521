import { gathers, type ModeId, runsOnDevice } from '@/lib/modes';

/**
 * The explainer's little world: how an item moves through each lane, in the units of a 600 x 92 picture. The left
 * part is the reader's device, the right part the server. Every lane gets the same arrivals, and everything repeats
 * without a seam. It explains and measures nothing: its times are chosen for the eye.
 */
export const PICTURE = { width: 600, height: 92, deviceEnd: 190, serverStart: 340, markRadius: 6.5 } as const;

/** Where items go out, and where answers come back. */
export const RAIL = { out: 26, back: 66, start: 16 } as const;

export const MODEL_BOX = { width: 88, top: 10, height: 72, centre: { batch: 500, online: 500, edge: 130 } } as const;

const CYCLE_S = 6;
/** Irregular, as arrivals are; seconds into the cycle. */
const ARRIVALS_S = [0, 0.7, 1.05, 1.5, 2.2, 2.55, 3.05, 3.7, 4.05, 4.4, 5.05, 5.4] as const;
/** When a still or a first frame is taken: the pile is nearly full and every lane is busy. */
const NOW_S = 24 + 4.75;

/** Filled from its far side, the rail's own row last in each column, so that nobody walks through anybody. */
const PILE = { right: 414, step: 16, rows: [42, 10, RAIL.out] } as const;
const BLOCK = { left: 28, columns: 6, step: 16, top: 58 } as const;
/** Just after the last of a cycle has come, and before the next could walk into the pile. */
const RUN_S = CYCLE_S + 0.7;
const FADE_S = 0.2;

/** A place an item is at, seconds after it arrived; it moves straight and evenly from one to the next. */
interface Stop {
  readonly atS: number;
  readonly x: number;
  readonly y: number;
  readonly answered?: boolean;
  readonly visible?: boolean;
}

export interface Flow {
  /** How many items are on their way, or wait for their turn. */
  readonly itemCount: number;
  /** The `@keyframes` rules, and which of them each child of an element with `data-flow="<lane>"` follows. */
  readonly css: string;
}

interface FlowItem {
  readonly animationName: string;
  readonly durationS: number;
  readonly delayS: number;
}

export function flowOf(lane: ModeId): Flow {
  return gathers(lane) ? batchFlow(lane) : singleFlow(lane);
}

/** Online and edge: every item takes the same way, each at its own time. */
function singleFlow(lane: ModeId): Flow {
  const name = `flow-${lane}`;
  const way = keyframes(name, CYCLE_S, thereAndBack(MODEL_BOX.centre[lane], runsOnDevice(lane) ? 0.6 : 1.5));
  return flow(
    lane,
    [way],
    ARRIVALS_S.map((startS) => item(name, CYCLE_S, startS)),
  );
}

function thereAndBack(modelX: number, travelS: number): readonly Stop[] {
  const inModelS = 0.25;
  const backS = travelS + inModelS;
  return [
    ...entrance(),
    { atS: travelS, x: modelX, y: RAIL.out },
    { atS: backS, x: modelX, y: RAIL.back, answered: true },
    { atS: backS + travelS, x: RAIL.start, y: RAIL.back, answered: true },
    { atS: backS + travelS + FADE_S, x: RAIL.start, y: RAIL.back, answered: true, visible: false },
  ];
}

/** Batch: one way an item, because each waits in its own place; two sets take turns, for a life outlasts a cycle. */
function batchFlow(lane: ModeId): Flow {
  const rules: string[] = [];
  const items: FlowItem[] = [];
  ARRIVALS_S.forEach((startS, index) => {
    const name = `flow-batch-${index}`;
    rules.push(keyframes(name, 2 * CYCLE_S, throughPile(index, RUN_S - startS)));
    items.push(item(name, 2 * CYCLE_S, startS), item(name, 2 * CYCLE_S, startS + CYCLE_S));
  });
  return flow(lane, rules, items);
}

/** Rules and not a style an item: a page's policy names each inline style by its hash. */
function flow(lane: ModeId, ways: readonly string[], items: readonly FlowItem[]): Flow {
  const rules = items.map(
    ({ animationName, durationS, delayS }, index) =>
      `[data-flow=${lane}]>:nth-child(${index + 1}){animation-name:${animationName};animation-duration:${durationS}s;animation-delay:${delayS}s}`,
  );
  return { itemCount: items.length, css: [...ways, ...rules].join('') };
}

function throughPile(index: number, runS: number): readonly Stop[] {
  const pileX = PILE.right - Math.floor(index / PILE.rows.length) * PILE.step;
  const pileY = PILE.rows[index % PILE.rows.length] ?? RAIL.out;
  const blockX = BLOCK.left + (index % BLOCK.columns) * BLOCK.step;
  const blockY = BLOCK.top + Math.floor(index / BLOCK.columns) * BLOCK.step;
  const modelX = MODEL_BOX.centre.batch;
  return [
    ...entrance(),
    { atS: 1.1, x: pileX, y: RAIL.out },
    { atS: 1.2, x: pileX, y: pileY },
    { atS: runS, x: pileX, y: pileY },
    // Closing up on the way, so that the whole pile fits through the door.
    { atS: runS + 0.4, x: modelX, y: (RAIL.out + BLOCK.top + pileY) / 3 },
    { atS: runS + 1.1, x: modelX, y: blockY, answered: true },
    { atS: runS + 2.4, x: blockX, y: blockY, answered: true },
    { atS: runS + 3, x: blockX, y: blockY, answered: true },
    { atS: runS + 3 + FADE_S, x: blockX, y: blockY, answered: true, visible: false },
  ];
}

function entrance(): readonly Stop[] {
  return [
    { atS: 0, x: RAIL.start - 6, y: RAIL.out, visible: false },
    { atS: FADE_S, x: RAIL.start, y: RAIL.out },
  ];
}

function item(animationName: string, durationS: number, startS: number): FlowItem {
  return { animationName, durationS, delayS: round(startS - NOW_S) };
}

function keyframes(name: string, durationS: number, stops: readonly Stop[]): string {
  const frames = stops.map(({ atS, x, y, answered = false, visible = true }) => {
    const fill = answered ? 'currentcolor' : 'var(--hollow)';
    return `${round((100 * atS) / durationS)}%{transform:translate(${x}px,${y}px);opacity:${visible ? 1 : 0};fill:${fill}}`;
  });
  const last = stops.at(-1);
  const rest = last ? `100%{transform:translate(${last.x}px,${last.y}px);opacity:0;fill:currentcolor}` : '';
  return `@keyframes ${name}{${frames.join('')}${rest}}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
