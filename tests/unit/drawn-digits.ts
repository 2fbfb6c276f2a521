import type { GreyImage } from '@/lib/model/digit-framing';
import type { Stroke } from '@/lib/model/digit-shapes';

type Point = readonly [number, number];

const arc = (cx: number, cy: number, rx: number, ry: number, fromDegrees: number, toDegrees: number): Stroke =>
  Array.from({ length: 17 }, (_, step) => {
    const angle = ((fromDegrees + ((toDegrees - fromDegrees) * step) / 16) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });

/** Straight from point to point, given in hundredths of the pad: `10 20, 30 40`. */
const line = (points: string): Stroke =>
  points.split(', ').map((point) => {
    const [x = 0, y = 0] = point.split(' ').map(Number);
    return [x / 100, y / 100] as const;
  });

/** Ordinary ways to write each digit, none of them the shape the pad offers; the first of each is the plainest. */
export const ORDINARY_DIGITS: readonly (readonly (readonly Stroke[])[])[] = [
  [
    [arc(0.5, 0.5, 0.2, 0.34, -90, 270)],
    [arc(0.5, 0.5, 0.3, 0.3, -60, 300)],
    [[...arc(0.5, 0.5, 0.22, 0.36, -100, 250), ...line('55 16')]],
  ],
  [[line('50 15, 50 85')], [line('38 30, 52 15, 50 85')], [line('56 15, 46 85')]],
  [
    [[...arc(0.5, 0.34, 0.2, 0.19, -180, 40), ...line('30 84, 72 84')]],
    [[...arc(0.48, 0.36, 0.22, 0.2, -160, 50), ...line('26 82, 50 80, 78 84')]],
    [[...arc(0.5, 0.32, 0.18, 0.17, -190, 60), ...arc(0.38, 0.76, 0.1, 0.08, -60, -280), ...line('74 85')]],
  ],
  [
    [[...arc(0.48, 0.33, 0.2, 0.18, -140, 90), ...arc(0.48, 0.68, 0.22, 0.18, -90, 140)]],
    [[...line('28 16, 70 16, 48 42'), ...arc(0.47, 0.64, 0.24, 0.21, -80, 140)]],
    [[...arc(0.5, 0.34, 0.17, 0.17, -160, 80), ...line('44 50'), ...arc(0.47, 0.67, 0.22, 0.18, -70, 150)]],
  ],
  [
    [line('32 15, 30 52, 74 52'), line('66 15, 66 86')],
    [line('58 14, 26 60, 78 60'), line('60 40, 60 88')],
    [line('36 18, 30 50, 68 48, 70 18, 64 86')],
  ],
  [
    [[...line('70 16, 36 16, 34 46'), ...arc(0.48, 0.65, 0.22, 0.2, -110, 150)]],
    [[...line('38 18, 35 46'), ...arc(0.46, 0.64, 0.22, 0.2, -100, 140)], line('38 17, 70 15')],
    [[...line('68 14, 40 18, 36 44'), ...arc(0.49, 0.62, 0.2, 0.22, -120, 120), ...line('30 82')]],
  ],
  [
    [[...line('60 14, 40 38'), ...arc(0.5, 0.66, 0.19, 0.2, -190, 170)]],
    [[...arc(0.62, 0.5, 0.32, 0.36, -90, -190), ...arc(0.5, 0.68, 0.19, 0.17, -190, 170)]],
    [[...line('48 14, 36 45, 34 70'), ...arc(0.48, 0.7, 0.15, 0.15, 160, -200)]],
  ],
  [
    [line('28 17, 72 17, 46 86')],
    [line('28 20, 50 18, 72 16, 58 50, 50 86')],
    [line('28 17, 72 17, 46 86'), line('42 50, 68 50')],
  ],
  [
    [[...arc(0.5, 0.32, 0.18, 0.16, 90, -270), ...arc(0.5, 0.67, 0.21, 0.19, -90, 270)]],
    [
      [
        ...line('66 24'),
        ...arc(0.49, 0.32, 0.17, 0.15, -30, -230),
        ...line('60 54'),
        ...arc(0.5, 0.69, 0.19, 0.17, -30, 210),
        ...line('42 50, 68 24'),
      ],
    ],
    [arc(0.5, 0.31, 0.16, 0.16, 0, 360), arc(0.5, 0.67, 0.2, 0.2, 0, 360)],
  ],
  [
    [[...arc(0.48, 0.34, 0.19, 0.19, 0, -360), ...line('67 34, 64 86')]],
    [[...arc(0.48, 0.34, 0.18, 0.18, -20, -380), ...line('66 40, 50 86')]],
    [[...arc(0.5, 0.35, 0.18, 0.2, -10, -370), ...line('68 50'), ...arc(0.5, 0.66, 0.18, 0.2, 0, 130)]],
  ],
];

/** How a hand places, leans and inks a shape. `scale` and `at` in shares of the pad; `brush` is the stroke's width. */
export interface Hand {
  readonly name: string;
  readonly scale: number;
  readonly at: Point;
  readonly degrees: number;
  readonly brush: number;
}

/** Paints strokes with a round brush, as the pad does, without a canvas: white on black, soft at the rim. */
export function drawn(strokes: readonly Stroke[], { scale, at, degrees, brush }: Hand, side = 140): GreyImage {
  const radius = (brush * side) / 2;
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const place = ([x, y]: Point): Point => {
    const [dx, dy] = [(x - 0.5) * scale, (y - 0.5) * scale];
    return [(at[0] + dx * cos - dy * sin) * side, (at[1] + dx * sin + dy * cos) * side];
  };
  const pixels = new Uint8Array(side * side);
  for (const stroke of strokes) {
    const points = stroke.map(place);
    points.forEach((to, index) => {
      paintLine(pixels, side, points[Math.max(0, index - 1)] ?? to, to, radius);
    });
  }
  return { width: side, height: side, pixels };
}

/** Only the pixels near the line are looked at: a picture takes a millisecond, not half a second. */
function paintLine(pixels: Uint8Array, side: number, from: Point, to: Point, radius: number): void {
  const reach = radius + 1;
  const clamp = (value: number) => Math.min(side, Math.max(0, Math.round(value)));
  for (let y = clamp(Math.min(from[1], to[1]) - reach); y < clamp(Math.max(from[1], to[1]) + reach); y++) {
    for (let x = clamp(Math.min(from[0], to[0]) - reach); x < clamp(Math.max(from[0], to[0]) + reach); x++) {
      const ink = Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - distance(x + 0.5, y + 0.5, from, to))));
      const index = y * side + x;
      pixels[index] = Math.max(pixels[index] ?? 0, ink);
    }
  }
}

function distance(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / squared));
  return Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
}
