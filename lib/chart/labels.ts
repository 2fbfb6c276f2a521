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

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box by its corner and its size. */
export type Area = Size & Pick<Box, 'left' | 'top'>;

/** Crossing a line is ugly; covering another name or leaving the picture is useless. */
const COST = { line: 1, narrower: 0.3, name: 60, outside: 200 };

/** A place that a name may take; `cost` is what speaks against it whatever else is drawn. */
interface Choice {
  readonly box: Box;
  readonly cost: number;
}

/**
 * For each name in turn the place that costs least: off the lines, off what is taken and the names before it, and within `area`.
 * @param gap between two names @param room that a line keeps off a name, px
 * @returns `undefined` for a name without any choice
 */
function cheapest<C extends Choice>(
  choices: readonly (readonly C[])[],
  lines: readonly (readonly Point[])[],
  area: Box,
  { taken = [], gap, room }: { readonly taken?: readonly Box[]; readonly gap: number; readonly room: number },
): readonly (C | undefined)[] {
  const full = [...taken];
  return choices.map((ofName) => {
    let best: C | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const choice of ofName) {
      const cost =
        choice.cost +
        (isInside(choice.box, area) ? 0 : COST.outside) +
        full.filter((other) => overlap(choice.box, other, gap)).length * COST.name +
        lines.reduce((sum, points) => sum + crossings(points, choice.box, room), 0) * COST.line;
      if (cost >= least) continue;
      least = cost;
      best = choice;
    }
    if (best) full.push(best.box);
    return best;
  });
}

/** A curve that wants its name beside it. */
export interface LabelledCurve {
  /** In drawing order, px. */
  readonly points: readonly Point[];
  /** Shapes its name may take, the best first: a narrower one is taken where a wider one would cross a line. */
  readonly sizes: readonly Size[];
}

export interface PlacedLabel {
  readonly box: Box;
  /** Which of `sizes`. */
  readonly size: number;
}

/** How far up a rising curve a label may stand, the best place first: off the grid line and mark in the middle. */
const HEIGHTS = [0.63, 0.37, 0.74, 0.26, 0.5, 0.82, 0.18, 0.92, 0.08];
const RISING_PX = { gap: 3, room: 5 };

/**
 * Where the names of rising curves stand: beside their curve, within `area`, off all lines and off each other where
 * that is possible. Same input, same places.
 *
 * @param gap between a curve and its name, px
 * @returns the place of each name, in the order of `curves`
 */
export function placeLabels(curves: readonly LabelledCurve[], area: Box, gap: number): readonly PlacedLabel[] {
  const choices = curves.map(({ points, sizes }) =>
    sizes.flatMap((of, size) =>
      besideRise(points, of, gap).map((box, rank) => ({ box, size, cost: rank / 100 + size * COST.narrower })),
    ),
  );
  const lines = curves.map(({ points }) => points);
  const nowhere = { box: { left: area.left, top: area.top, right: area.left, bottom: area.top }, size: 0 };
  return cheapest(choices, lines, area, RISING_PX).map((place) => place ?? nowhere);
}

function besideRise(points: readonly Point[], { width, height }: Size, gap: number): Box[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  return HEIGHTS.flatMap((place) => {
    const y = first.y + (last.y - first.y) * place;
    const x = points.find((point) => point.y <= y)?.x ?? last.x;
    const box = (left: number): Box => ({ left, right: left + width, top: y - height / 2, bottom: y + height / 2 });
    return [box(x + gap), box(x - gap - width)];
  });
}

/** How far along any curve a name may stand, the best place first. */
const PLACES = [0.85, 0.15, 0.7, 0.3, 0.5, 1, 0];
/** Further away from the curve, in gaps, where the nearest place is taken. */
const DISTANCES = [1, 2.5, 5];
const SAMPLE_PX = 4;

/**
 * Where the names of curves stand: above, below or beside their curve, within `area`, off all curves, off what is `taken`, and
 * off each other where that is possible. The curves may rise or fall. Same input, same places. All px.
 *
 * @param curves their corners in drawing order @param sizes of their names
 * @returns the place of each name, in the order of `curves`
 */
export function placeNames(
  curves: readonly (readonly Point[])[],
  sizes: readonly Size[],
  area: Area,
  taken: readonly Area[],
  gap: number,
): readonly Area[] {
  const lines = curves.map(sampled);
  const sizeOf = (index: number) => sizes[index] ?? { width: 0, height: 0 };
  const choices = lines.map((line, index) =>
    besideAny(line, sizeOf(index), area, gap).map((place, rank) => ({ place, box: boxOf(place), cost: rank / 100 })),
  );
  return cheapest(choices, lines, boxOf(area), { taken: taken.map(boxOf), gap: 0, room: gap / 2 }).map(
    (choice, index) => choice?.place ?? { left: area.left, top: area.top, ...sizeOf(index) },
  );
}

function besideAny(line: readonly Point[], { width, height }: Size, area: Area, gap: number): readonly Area[] {
  return DISTANCES.flatMap((distance) =>
    PLACES.flatMap((place) => {
      const point = line[Math.round(place * (line.length - 1))];
      if (!point) return [];
      const away = gap * distance;
      const left = Math.max(area.left, Math.min(point.x - width / 2, area.left + area.width - width));
      const middle = Math.max(area.top, Math.min(point.y - height / 2, area.top + area.height - height));
      return [
        { left, top: point.y - away - height, width, height },
        { left, top: point.y + away, width, height },
        // Beside a steep one.
        { left: point.x - away - width, top: middle, width, height },
        { left: point.x + away, top: middle, width, height },
      ];
    }),
  );
}

/** Points along a line, close enough together that a long way through a name costs more than a touch. */
function sampled(corners: readonly Point[]): readonly Point[] {
  return corners.flatMap((to, index) => {
    const from = corners[index - 1];
    if (!from) return [to];
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SAMPLE_PX));
    return Array.from({ length: steps }, (_, step) => {
      const share = (step + 1) / steps;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    });
  });
}

const boxOf = ({ left, top, width, height }: Area): Box => ({ left, top, right: left + width, bottom: top + height });

/** Rounding errors are not outside. */
const EDGE_PX = 1e-6;

const isInside = (box: Box, area: Box) =>
  box.left >= area.left - EDGE_PX &&
  box.right <= area.right + EDGE_PX &&
  box.top >= area.top - EDGE_PX &&
  box.bottom <= area.bottom + EDGE_PX;

const overlap = (a: Box, b: Box, gap: number) =>
  a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;

/** How many segments of the line come within `room` of the box. */
function crossings(points: readonly Point[], box: Box, room: number): number {
  let count = 0;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1];
    const to = points[index];
    if (from && to && touches(from, to, box, room)) count++;
  }
  return count;
}

/** Liang-Barsky: does the segment come within `room` of the box? */
function touches(from: Point, to: Point, { left, right, top, bottom }: Box, room: number): boolean {
  // Nearly all segments are far away: the cheap test first.
  if (Math.max(from.x, to.x) < left - room || Math.min(from.x, to.x) > right + room) return false;
  if (Math.max(from.y, to.y) < top - room || Math.min(from.y, to.y) > bottom + room) return false;
  let enter = 0;
  let leave = 1;
  const edges = [
    [from.x - to.x, from.x - left + room],
    [to.x - from.x, right + room - from.x],
    [from.y - to.y, from.y - top + room],
    [to.y - from.y, bottom + room - from.y],
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

/** Width of a text, px. */
export type Measure = (text: string) => number;

/**
 * Breaks a text between words into lines no wider than `mostPx`; a word that is wider has a line of its own.
 * @param lastPx room that must be left beside the last line for what follows it, px; where there is none, an empty line is added
 */
export function linesOf(text: string, mostPx: number, measure: Measure, lastPx = 0): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && measure(longer) <= mostPx) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const last = lines.at(-1);
  if (lastPx > 0 && last !== undefined && measure(last) + lastPx > mostPx) lines.push('');
  return lines;
}

/** Where a label of some width begins, so that it is centred on `at` as nearly as its room allows; all px. */
export function centredWithin(at: number, widthPx: number, from: number, to: number): number {
  return Math.max(from, Math.min(at - widthPx / 2, to - widthPx));
}
