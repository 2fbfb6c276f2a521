export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A curve that wants its name beside it. */
export interface LabelledCurve {
  /** In drawing order, px. */
  readonly points: readonly Point[];
  /** Shapes its name may take, the best first: a narrower one is taken where a wider one would cross a line. */
  readonly sizes: readonly Size[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabel {
  readonly box: Box;
  /** Which of `sizes`. */
  readonly size: number;
}

/** How far up the curve a label may stand, the best place first: off the grid line and mark in the middle. */
const PLACES = [0.63, 0.37, 0.74, 0.26, 0.5, 0.82, 0.18, 0.92, 0.08];
/** Crossing a line is ugly; covering another name or leaving the picture is useless. */
const COST = { line: 1, narrower: 0.3, name: 50, outside: 200 };

/**
 * Where the names of rising curves stand: beside their curve, within `area`, off all lines and off each other where
 * that is possible. Same input, same places.
 *
 * @param gap between a curve and its name, px
 * @returns the place of each name, in the order of `curves`
 */
export function placeLabels(curves: readonly LabelledCurve[], area: Box, gap: number): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const curve of curves) {
    let best: (PlacedLabel & { cost: number }) | null = null;
    for (const [size, { width, height }] of curve.sizes.entries()) {
      for (const [rank, box] of candidates(curve.points, width, height, gap).entries()) {
        const cost =
          rank / 100 +
          size * COST.narrower +
          (inside(box, area) ? 0 : COST.outside) +
          placed.filter((other) => overlap(box, other.box)).length * COST.name +
          curves.reduce((sum, { points }) => sum + crossings(points, box), 0) * COST.line;
        if (!best || cost < best.cost) best = { box, size, cost };
      }
    }
    const nowhere = { left: area.left, top: area.top, right: area.left, bottom: area.top };
    placed.push(best ?? { box: nowhere, size: 0 });
  }
  return placed;
}

function candidates(points: readonly Point[], width: number, height: number, gap: number): Box[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  return PLACES.flatMap((place) => {
    const y = first.y + (last.y - first.y) * place;
    const x = points.find((point) => point.y <= y)?.x ?? last.x;
    const box = (left: number): Box => ({ left, right: left + width, top: y - height / 2, bottom: y + height / 2 });
    return [box(x + gap), box(x - gap - width)];
  });
}

function inside(box: Box, area: Box): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}

function overlap(a: Box, b: Box, gap = 3): boolean {
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;
}

/** How many segments of the line touch the box. */
function crossings(points: readonly Point[], box: Box): number {
  let count = 0;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1];
    const to = points[index];
    if (from && to && touches(from, to, box)) count++;
  }
  return count;
}

/** px that a line keeps off a name. */
const ROOM = 5;

/** Liang-Barsky: does the segment come within `ROOM` of the box? */
function touches(from: Point, to: Point, { left, right, top, bottom }: Box): boolean {
  // Nearly all segments are far away: the cheap test first.
  if (Math.max(from.x, to.x) < left - ROOM || Math.min(from.x, to.x) > right + ROOM) return false;
  if (Math.max(from.y, to.y) < top - ROOM || Math.min(from.y, to.y) > bottom + ROOM) return false;
  let enter = 0;
  let leave = 1;
  const edges = [
    [from.x - to.x, from.x - left + ROOM],
    [to.x - from.x, right + ROOM - from.x],
    [from.y - to.y, from.y - top + ROOM],
    [to.y - from.y, bottom + ROOM - from.y],
  ] as const;
  for (const [toward, distance] of edges) {
    if (toward === 0) {
      if (distance < 0) return false;
    } else if (toward < 0) {
      enter = Math.max(enter, distance / toward);
    } else {
      leave = Math.min(leave, distance / toward);
    }
  }
  return enter <= leave;
}

/**
 * Moves intervals of one `size` apart along an axis, as little as it takes, and keeps them within `from`..`to`.
 * @param wanted their middles @returns their middles, in the order given
 */
export function spread(wanted: readonly number[], size: number, from: number, to: number): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = [...wanted];
  let floor = from + size / 2;
  for (const index of order) {
    places[index] = Math.max(places[index] ?? 0, floor);
    floor = (places[index] ?? 0) + size;
  }
  let ceiling = to - size / 2;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index] ?? 0, ceiling);
    ceiling = (places[index] ?? 0) - size;
  }
  return places;
}

/** A name that wants to stand at `at`, to the right of it. */
export interface InlineLabel {
  readonly at: number;
  readonly width: number;
  /** Which to leave out when there is no room: the lightest. */
  readonly weight: number;
}

/**
 * Places names along one line so that none overlaps: each starts where it wants to, or as little off as it takes.
 * When they do not fit between `from` and `to`, the lightest are left out.
 *
 * @returns the start of each name, `null` where it is left out
 */
export function placeInline(
  labels: readonly InlineLabel[],
  from: number,
  to: number,
  gap: number,
): readonly (number | null)[] {
  const kept = new Set(labels.keys());
  const total = () => [...kept].reduce((sum, index) => sum + (labels[index]?.width ?? 0) + gap, -gap);
  while (kept.size > 0 && total() > to - from) {
    kept.delete([...kept].reduce((a, b) => ((labels[b]?.weight ?? 0) < (labels[a]?.weight ?? 0) ? b : a)));
  }
  const starts: (number | null)[] = labels.map(() => null);
  let floor = from;
  for (const index of kept) {
    const { at = 0, width = 0 } = labels[index] ?? {};
    starts[index] = Math.max(at, floor);
    floor = Math.max(at, floor) + width + gap;
  }
  let ceiling = to;
  for (const index of [...kept].reverse()) {
    const width = labels[index]?.width ?? 0;
    starts[index] = Math.min(starts[index] ?? 0, ceiling - width);
    ceiling = (starts[index] ?? 0) - gap;
  }
  return starts;
}
