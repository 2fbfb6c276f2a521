import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { findVersion } from '@/lib/model';
import { frameDigit, type GreyImage } from '@/lib/model/digit-framing';
import { DIGIT_SHAPES, type Stroke } from '@/lib/model/digit-shapes';
import { decodeClasses, encodeImage, IMAGE_SIDE } from '@/lib/model/image-classifier';

interface Hand {
  readonly name: string;
  /** Share of the pad the digit fills, where its middle is, how far it leans, how thick the brush is. */
  readonly scale: number;
  readonly at: readonly [number, number];
  readonly degrees: number;
  readonly brush: number;
}

const HANDS: readonly Hand[] = [
  { name: 'plain', scale: 1, at: [0.5, 0.5], degrees: 0, brush: 0.075 },
  { name: 'small in a corner', scale: 0.4, at: [0.25, 0.25], degrees: 0, brush: 0.045 },
  { name: 'large', scale: 1.25, at: [0.5, 0.5], degrees: 0, brush: 0.08 },
  { name: 'thin', scale: 1, at: [0.5, 0.5], degrees: 0, brush: 0.05 },
  { name: 'thick', scale: 1, at: [0.5, 0.5], degrees: 0, brush: 0.11 },
  { name: 'leaning right', scale: 0.9, at: [0.5, 0.5], degrees: 10, brush: 0.075 },
  { name: 'leaning left', scale: 0.9, at: [0.45, 0.55], degrees: -8, brush: 0.075 },
  { name: 'low on the pad', scale: 0.6, at: [0.6, 0.65], degrees: 4, brush: 0.06 },
];

const SIDE = 140;

/** Paints strokes with a round brush, as the pad does, without a canvas: ink where a stroke is near enough. */
function draw(strokes: readonly Stroke[], { scale, at, degrees, brush }: Hand): GreyImage {
  const angle = (degrees * Math.PI) / 180;
  const place = ([x, y]: readonly [number, number]) => {
    const [dx, dy] = [(x - 0.5) * scale, (y - 0.5) * scale];
    return [at[0] + dx * Math.cos(angle) - dy * Math.sin(angle), at[1] + dx * Math.sin(angle) + dy * Math.cos(angle)] as const;
  };
  const pixels = new Uint8Array(SIDE * SIDE);
  const pixelAt = (share: number) => Math.max(0, Math.min(SIDE, Math.round(share * SIDE)));
  for (const line of strokes.map((stroke) => stroke.map(place))) {
    line.slice(1).forEach((end, index) => {
      const from = line[index] ?? end;
      for (let y = pixelAt(Math.min(from[1], end[1]) - brush); y < pixelAt(Math.max(from[1], end[1]) + brush); y++) {
        for (let x = pixelAt(Math.min(from[0], end[0]) - brush); x < pixelAt(Math.max(from[0], end[0]) + brush); x++) {
          const away = distance([(x + 0.5) / SIDE, (y + 0.5) / SIDE], from, end);
          const ink = Math.round(255 * Math.max(0, Math.min(1, (brush / 2 - away) * SIDE + 0.5)));
          pixels[y * SIDE + x] = Math.max(pixels[y * SIDE + x] ?? 0, ink);
        }
      }
    });
  }
  return { width: SIDE, height: SIDE, pixels };
}

function distance(point: readonly [number, number], from: readonly [number, number], to: readonly [number, number]): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length));
  return Math.hypot(point[0] - from[0] - along * dx, point[1] - from[1] - along * dy);
}

describe('framing a drawn digit', () => {
  let session: InferenceSession;
  beforeAll(async () => {
    session = await InferenceSession.create(join('public', findVersion({ modelId: 'digits', versionId: 'fp32' }).file));
  });

  const recognise = async (image: GreyImage): Promise<number> => {
    const framed = frameDigit(image);
    if (!framed) throw new Error('nothing was drawn');
    const results = await session.run({ image: new Tensor('float32', encodeImage(framed), [1, 1, IMAGE_SIDE, IMAGE_SIDE]) });
    return decodeClasses(results.probabilities?.data as Float32Array).classIndex;
  };

  it.each(DIGIT_SHAPES.map((shape, digit) => ({ shape, digit })))('a plain $digit is recognised', async ({ shape, digit }) => {
    expect(await recognise(draw(shape, HANDS[0] as Hand))).toBe(digit);
  });

  it('at least nine in ten digits are recognised over every hand', async () => {
    const missed: string[] = [];
    for (const hand of HANDS) {
      for (const [digit, shape] of DIGIT_SHAPES.entries()) {
        const seen = await recognise(draw(shape, hand));
        if (seen !== digit) missed.push(`${digit} ${hand.name}: ${seen}`);
      }
    }
    expect(missed.length, missed.join('; ')).toBeLessThanOrEqual((HANDS.length * DIGIT_SHAPES.length) / 10);
  });

  it('an empty pad is nothing', () => {
    expect(frameDigit({ width: 4, height: 4, pixels: new Uint8Array(16) })).toBeNull();
  });

  it('the digit fills a box of 20 pixels, and its centre of mass is in the middle', () => {
    const framed = frameDigit(draw(DIGIT_SHAPES[0] ?? [], HANDS[1] as Hand)) ?? new Uint8Array(0);
    const inked = [...framed].flatMap((value, index) => (value > 0 ? [{ x: index % IMAGE_SIDE, y: Math.floor(index / IMAGE_SIDE), value }] : []));
    const mass = inked.reduce((sum, { value }) => sum + value, 0);
    const rows = inked.map(({ y }) => y);
    expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(20);
    expect(inked.reduce((sum, { x, value }) => sum + (x + 0.5) * value, 0) / mass).toBeCloseTo(14, -0.3);
    expect(inked.reduce((sum, { y, value }) => sum + (y + 0.5) * value, 0) / mass).toBeCloseTo(14, -0.3);
  });

  it('where on the pad it was drawn makes no difference', () => {
    const shape = DIGIT_SHAPES[3] ?? [];
    const hand = HANDS[1] as Hand;
    // A whole number of pixels apart.
    const moved = { ...hand, at: [0.25 + 70 / SIDE, 0.25 + 56 / SIDE] as const };
    expect(frameDigit(draw(shape, moved))).toEqual(frameDigit(draw(shape, hand)));
  });
});
