export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How far along its curve a name may stand, the best place first. */
const PLACES = [0.85, 0.15, 0.7, 0.3, 0.5, 1, 0];
/** Further away from the curve, in gaps, where the nearest place is taken. */
const DISTANCES = [1, 2.5, 5];
const SAMPLE_PX = 4;
const COST = { far: 0.5, line: 1, name: 60, outside: 200 };

/**
 * Where the names of curves stand: above, below or beside their curve, within `area`, off all curves, off what is `taken`, and
 * off each other where that is possible. The curves may rise or fall. Same input, same places. All px.
 *
 * @param curves their corners in drawing order @param sizes of their names
 * @returns the place of each name, in the order of `curves`
 */
export function placeNames(
  curves: readonly (readonly Point[])[],
  sizes: readonly Pick<Box, 'width' | 'height'>[],
  area: Box,
  taken: readonly Box[],
  gap: number,
): readonly Box[] {
  const lines = curves.map(sampled);
  const placed: Box[] = [];
  for (const [index, line] of lines.entries()) {
    const size = sizes[index] ?? { width: 0, height: 0 };
    let best = { left: area.left, top: area.top, ...size };
    let least = Number.POSITIVE_INFINITY;
    for (const [rank, candidate] of candidates(line, size, area, gap).entries()) {
      const cost =
        rank / 100 +
        (isInside(candidate, area) ? 0 : COST.outside) +
        [...taken, ...placed].filter((other) => overlap(candidate, other)).length * COST.name +
        lines.reduce((sum, points) => sum + points.filter((point) => isIn(point, candidate, gap / 2)).length, 0) *
          COST.line;
      if (cost < least) {
        best = candidate;
        least = cost;
      }
    }
    placed.push(best);
  }
  return placed;
}

function candidates(
  line: readonly Point[],
  { width, height }: Pick<Box, 'width' | 'height'>,
  area: Box,
  gap: number,
): readonly Box[] {
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

/** Points along a line, close enough together that none of its parts is missed. */
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

const isIn = ({ x, y }: Point, { left, top, width, height }: Box, room: number) =>
  x > left - room && x < left + width + room && y > top - room && y < top + height + room;

const isInside = (box: Box, area: Box) =>
  box.left >= area.left &&
  box.top >= area.top &&
  box.left + box.width <= area.left + area.width + 1e-6 &&
  box.top + box.height <= area.top + area.height + 1e-6;

const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
