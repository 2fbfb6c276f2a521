import type { Stage } from './stages';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the parts of a stage stand, px. Requests go from the clients to the right, answers come back along the foot. */
export interface StageLayout {
  readonly row: Area;
  readonly clients: Area;
  /** None where there is no network. */
  readonly network: Area | null;
  readonly queue: Area;
  readonly workers: Area;
  /** The way back. */
  readonly foot: Area;
}

/** Shares of the width: where the network, the queue and the workers begin. */
const COLUMNS = {
  remote: { network: 0.1, queue: 0.36, workers: 0.7 },
  direct: { network: 0.08, queue: 0.08, workers: 0.66 },
  alone: { network: 0, queue: 0, workers: 0.62 },
} as const;
const GAP = 8;

/**
 * Stages of a lane one above the other.
 * @param headPx room for the words above each
 */
export function layoutOf(stages: readonly Stage[], width: number, height: number, headPx: number): StageLayout[] {
  const rowHeight = height / Math.max(1, stages.length);
  return stages.map((stage, index) => {
    const { network, queue, workers } = COLUMNS[columnsOf(stage)];
    const top = index * rowHeight + headPx;
    const footHeight = Math.min(28, rowHeight * 0.2);
    const bodyHeight = Math.max(1, rowHeight - headPx - footHeight - GAP);
    const part = (from: number, to: number): Area => ({
      ...{ x: from * width, y: top, height: bodyHeight },
      width: Math.max(1, (to - from) * width - GAP),
    });
    return {
      row: { x: 0, y: index * rowHeight, width, height: rowHeight },
      clients: part(0, network),
      network: stage.isRemote ? part(network, queue) : null,
      queue: part(queue, workers),
      workers: { ...part(workers, 1), width: Math.max(1, (1 - workers) * width - 1) },
      foot: { x: 0, y: top + bodyHeight + GAP / 2, width: width - 1, height: footHeight },
    };
  });
}

/** Where nothing is sent, there is no room for who sends. */
function columnsOf({ kind, isRemote }: Stage): keyof typeof COLUMNS {
  if (isRemote) return 'remote';
  return kind === 'servers' || kind === 'cache' ? 'direct' : 'alone';
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly pitch: number;
}

/** Distances of marks, px: as far apart as they fit. */
const PITCHES = [15, 11, 8];

/** The widest grid that holds so many; the densest where none does. `scale` of a larger page. */
export function gridFor(count: number, { width, height }: Area, scale: number): Grid {
  const grids = PITCHES.map((px) => {
    const pitch = px * scale;
    return { pitch, columns: Math.max(1, Math.floor(width / pitch)), rows: Math.max(1, Math.floor(height / pitch)) };
  });
  return grids.find(({ columns, rows }) => columns * rows >= count) ?? (grids.at(-1) as Grid);
}

/** Equal cells for workers: those of a server in a line where that fits, else as square as they go. */
export function cellsOf(stage: Stage, count: number, area: Area): Area[] {
  const perPlace = stage.workersPerPlace;
  const isLined = perPlace > 1 && count === stage.places * perPlace && perPlace <= 8 && stage.places <= 8;
  const columns = isLined ? perPlace : Math.max(1, Math.round(Math.sqrt((count * area.width) / area.height)));
  const rows = Math.max(1, Math.ceil(count / columns));
  const side = Math.min(area.width / columns, area.height / rows, 48);
  const gap = Math.min(4, side * 0.15);
  const top = area.y + (area.height - rows * side) / 2;
  const start = area.x + (area.width - Math.min(count, columns) * side) / 2;
  return Array.from({ length: count }, (_, index) => ({
    x: start + (index % columns) * side,
    y: top + Math.floor(index / columns) * side,
    width: side - gap,
    height: side - gap,
  }));
}
