/** A stroke: points in a unit square, x to the right, y down. */
export type Stroke = readonly (readonly [number, number])[];

const arc = (cx: number, cy: number, rx: number, ry: number, fromDegrees: number, toDegrees: number): Stroke =>
  Array.from({ length: 25 }, (_, step) => {
    const angle = ((fromDegrees + ((toDegrees - fromDegrees) * step) / 24) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });

/** A plain way to write each digit: for those who do not draw, and for tests. */
export const DIGIT_SHAPES: readonly (readonly Stroke[])[] = [
  [arc(0.5, 0.5, 0.25, 0.36, -90, 270)],
  [
    [
      [0.4, 0.26],
      [0.53, 0.14],
      [0.53, 0.86],
    ],
  ],
  [[...arc(0.5, 0.35, 0.23, 0.21, -170, 30), [0.28, 0.85], [0.76, 0.85]]],
  [[...arc(0.47, 0.32, 0.22, 0.18, -150, 90), ...arc(0.47, 0.68, 0.25, 0.19, -90, 150)]],
  [
    [
      [0.34, 0.14],
      [0.27, 0.55],
      [0.75, 0.55],
    ],
    [
      [0.64, 0.14],
      [0.62, 0.88],
    ],
  ],
  [[[0.72, 0.15], [0.36, 0.15], [0.33, 0.47], ...arc(0.47, 0.65, 0.24, 0.21, -110, 140)]],
  [[[0.63, 0.13], [0.42, 0.35], ...arc(0.49, 0.67, 0.21, 0.19, -180, 180)]],
  [
    [
      [0.26, 0.16],
      [0.75, 0.16],
      [0.45, 0.87],
    ],
  ],
  [[...arc(0.5, 0.32, 0.19, 0.17, 90, -270), ...arc(0.5, 0.67, 0.23, 0.19, -90, 270)]],
  [[...arc(0.48, 0.34, 0.2, 0.2, 0, -360), [0.66, 0.5], [0.6, 0.87]]],
];
