import { EXITS, type Film, type StageFilm, type Where } from './film';
import { type Area, cellsOf, gridFor, type StageLayout } from './layout';
import { countUpTo } from './sorted';
import type { Visits } from './visits';

/**
 * `asks`: hollow. `given-up`: nobody waits for it any more. `answered`: filled. `refused`: rejected or failed. `late`: timed out. `wasted`:
 * answered for nobody.
 */
export type MarkLook = 'asks' | 'given-up' | 'answered' | 'refused' | 'late' | 'wasted';

export interface Mark {
  readonly passage: number;
  readonly x: number;
  readonly y: number;
  /** px */
  readonly radius: number;
  readonly look: MarkLook;
  /** 1 = just gone out of the picture, 0 = in it. */
  readonly gone: number;
}

export interface Cell extends Area {
  /** `absent`: its server is not there. */
  readonly state: 'free' | 'busy' | 'absent';
  /** How far its call has come, 0 .. 1. */
  readonly done: number;
  readonly items: number;
}

/** So many more are there than are drawn. */
export interface More {
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

export interface StageScene {
  readonly marks: readonly Mark[];
  readonly cells: readonly Cell[];
  readonly more: readonly More[];
}

export interface SceneOptions {
  /** How large marks are: 1 on a standard page. */
  readonly scale: number;
  /** How long what leaves is seen, ms of the film. */
  readonly glowMs: number;
}

/** At most so many of each sort are drawn on the move. */
const MOST_MOVING = 60;
const MOST_HELD = 8;
const MOST_EXITS = 24;
const RADIUS = 5;
const MORE_PX = 62;
const GOLDEN = 0.618_033_988_749_895;

/** A number from 0 to 1 that is always the same for a passage: so that marks that are on their way at the same time do not cover each other. */
const spread = (passage: number) => (passage * GOLDEN) % 1;
const shareOf = (ms: number, fromMs: number, toMs: number): number =>
  Number.isFinite(toMs) && toMs > fromMs ? Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs))) : 0;

/** What is drawn of a stage at a moment, ms. */
export function sceneAt(film: Film, index: number, ms: number, layout: StageLayout, options: SceneOptions): StageScene {
  const stage = film.stages[index] as StageFilm;
  const scene = { marks: [] as Mark[], cells: [] as Cell[], more: [] as More[] };
  const radius = RADIUS * options.scale;
  const looks = (passage: number): MarkLook =>
    (film.passages.gaveUpMs[passage] as number) <= ms ? 'given-up' : 'asks';
  const add = (passage: number, x: number, y: number, look: MarkLook, size = radius, gone = 0) =>
    scene.marks.push({ passage, x, y, radius: size, look, gone });

  const moving = (where: Where, most: number, tell: (passage: number, share: number) => void) => {
    const visits = stage.visits[where];
    const { who, fromMs, toMs } = visits;
    visits.at(ms, most, (visit) =>
      tell(who[visit] as number, shareOf(ms, fromMs[visit] as number, toMs[visit] as number)),
    );
  };
  const { clients, network, queue, workers, foot } = layout;
  const middle = (area: Area) => area.x + area.width / 2;

  moving('held', MOST_HELD, (passage) =>
    add(passage, middle(clients), clients.y + radius + spread(passage) * (clients.height - 2 * radius), 'asks'),
  );
  if (network) {
    moving('out', MOST_MOVING, (passage, share) => {
      const y = network.y + (0.15 + 0.7 * spread(passage)) * network.height;
      add(passage, middle(clients) + share * (queue.x - middle(clients)), y, looks(passage));
    });
  }
  const pile = (visits: Visits, area: Area, look: (passage: number) => MarkLook) => {
    const count = visits.countAt(ms);
    const whole = gridFor(count, area, options.scale);
    const isTooMuch = count > whole.columns * whole.rows;
    // The number of those that are not drawn stands beside the others.
    const roomPx = Math.min(area.width / 2, MORE_PX * options.scale);
    const { columns, rows, pitch } = isTooMuch
      ? gridFor(count, { ...area, width: area.width - roomPx }, options.scale)
      : whole;
    const drawn = Math.min(count, columns * rows);
    let rank = 0;
    visits.at(ms, drawn, (visit) => {
      const x = area.x + area.width - (Math.floor(rank / rows) + 0.5) * pitch;
      const y = area.y + ((rank % rows) + 0.5) * pitch;
      add(visits.who[visit] as number, x, y, look(visits.who[visit] as number), pitch * 0.36);
      rank++;
    });
    if (count > drawn) scene.more.push({ x: area.x, y: area.y, count: (count - drawn) * film.each });
  };
  pile(stage.visits.waiting, queue, looks);

  if (stage.stage.kind === 'cache') {
    moving('working', MOST_MOVING, (passage) =>
      add(passage, middle(workers), workers.y + (0.2 + 0.6 * spread(passage)) * workers.height, 'asks'),
    );
  } else
    addCells(stage, ms, workers, scene.cells, (passage, x, y, size) =>
      add(passage, x, y, looks(passage), Math.min(radius, size)),
    );
  let loading = 0;
  moving('loading', 6, (passage) =>
    add(passage, workers.x - radius, workers.y + (2 * loading++ + 1) * 1.3 * radius, 'asks'),
  );

  if (stage.stage.kind === 'job') pile(stage.visits.back, foot, () => 'answered');
  else {
    moving('back', MOST_MOVING, (passage, share) => {
      const x = middle(workers) + share * (middle(clients) - middle(workers));
      add(passage, x, foot.y + (0.25 + 0.5 * spread(passage)) * foot.height, answerLook(film, passage, ms));
    });
  }
  addExits(film, index, ms, options.glowMs, (passage, how, gone) => {
    const isAtServer = how === 'wasted';
    const isBeside = isAtServer || (!network && stage.stage.kind !== 'job');
    const x = isBeside
      ? workers.x + spread(passage) * workers.width
      : Math.max(radius, middle(clients) - gone * radius);
    const y = foot.y + foot.height * (isAtServer ? 0.2 + 0.6 * gone : 0.5 - (how === 'completed' ? 0 : gone * 1.5));
    const look = {
      completed: 'answered',
      rejected: 'refused',
      failed: 'refused',
      'timed-out': 'late',
      wasted: 'wasted',
    } as const;
    add(passage, x, y, look[how], radius * 1.2, gone);
  });
  return scene;
}

function answerLook({ passages }: Film, passage: number, ms: number): MarkLook {
  if ((passages.gaveUpMs[passage] as number) <= ms) return 'given-up';
  return EXITS[(passages.told[passage] as number) - 1] === 'completed' ? 'answered' : 'refused';
}

function addCells(
  { stage, calls, servers }: StageFilm,
  ms: number,
  area: Area,
  cells: Cell[],
  addMark: (passage: number, x: number, y: number, radius: number) => void,
): void {
  const there = servers && calls.hasOwnCells ? new Set(servers.whoAt(ms)) : null;
  const isThere = (cell: number) => !there || there.has(Math.floor(cell / stage.workersPerPlace));
  cellsOf(stage, calls.cells, area).forEach((box, cell) => {
    cells.push({ ...box, state: isThere(cell) ? 'free' : 'absent', done: 0, items: 0 });
  });
  const { visits } = calls;
  visits.at(ms, calls.cells, (visit) => {
    const call = visits.who[visit] as number;
    const index = calls.cell[call] as number;
    const box = cells[index];
    if (!box) return;
    const done = shareOf(ms, visits.fromMs[visit] as number, visits.toMs[visit] as number);
    cells[index] = { ...box, state: 'busy', done, items: calls.items[call] as number };
    addMark(calls.passage[call] as number, box.x + box.width / 2, box.y + box.height / 2, box.width * 0.36);
  });
}

/** Those that have just left, the newest of them. */
function addExits(
  { exits }: Film,
  stage: number,
  ms: number,
  glowMs: number,
  tell: (passage: number, how: (typeof EXITS)[number], gone: number) => void,
): void {
  let left = MOST_EXITS;
  for (let exit = countUpTo(exits.atMs, ms) - 1; exit >= 0 && left > 0; exit--, left--) {
    const atMs = exits.atMs[exit] as number;
    if (atMs < ms - glowMs) return;
    if (exits.stage[exit] !== stage) continue;
    tell(
      exits.passage[exit] as number,
      EXITS[exits.how[exit] as number] ?? 'failed',
      glowMs > 0 ? (ms - atMs) / glowMs : 0,
    );
  }
}
