import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { findVersion } from '@/lib/model';
import { decodeClasses } from '@/lib/model/answer';
import { frameDigit } from '@/lib/model/digit-framing';
import { DIGIT_SHAPES, type Stroke } from '@/lib/model/digit-shapes';
import { encodeImage, IMAGE_SIDE } from '@/lib/model/image-classifier';
import { drawn, type Hand, ORDINARY_DIGITS } from './drawn-digits';

const PLAIN: Hand = { name: 'plain', scale: 1, at: [0.5, 0.5], degrees: 0, brush: 0.075 };
const SMALL: Hand = { name: 'small in a corner', scale: 0.4, at: [0.25, 0.25], degrees: 0, brush: 0.045 };

const HANDS: readonly Hand[] = [
  PLAIN,
  SMALL,
  { ...PLAIN, name: 'large', scale: 1.25, brush: 0.08 },
  { ...PLAIN, name: 'thin', brush: 0.03 },
  { ...PLAIN, name: 'thick', brush: 0.12 },
  { ...PLAIN, name: 'leaning right', scale: 0.9, degrees: 10 },
  { ...PLAIN, name: 'leaning left', scale: 0.9, at: [0.45, 0.55], degrees: -10 },
  { name: 'low on the pad', scale: 0.6, at: [0.6, 0.65], degrees: 4, brush: 0.06 },
];

/** Every way to write each digit: the shape the pad offers, and ordinary others. */
const SHAPES = ORDINARY_DIGITS.flatMap((others, digit) =>
  [DIGIT_SHAPES[digit] ?? [], ...others].map((strokes, variant) => ({ digit, variant, strokes })),
);

describe('a framed drawing', () => {
  let session: InferenceSession;
  beforeAll(async () => {
    session = await InferenceSession.create(join('public', findVersion({ modelId: 'digits', versionId: 'fp32' }).file));
  });

  const recognise = async (strokes: readonly Stroke[], hand: Hand): Promise<number> => {
    const framed = frameDigit(drawn(strokes, hand));
    if (!framed) throw new Error('nothing was drawn');
    const input = new Tensor('float32', encodeImage(framed), [1, 1, IMAGE_SIDE, IMAGE_SIDE]);
    const { probabilities } = await session.run({ image: input });
    // The model's only output is a float32 tensor.
    return decodeClasses(probabilities?.data as Float32Array).classIndex;
  };

  it.each(DIGIT_SHAPES.map((strokes, digit) => ({ digit, strokes })))(
    'of the ready-made $digit is recognised',
    async ({ digit, strokes }) => {
      expect(await recognise(strokes, PLAIN)).toBe(digit);
    },
  );

  it.each(ORDINARY_DIGITS.map((variants, digit) => ({ digit, strokes: variants[0] ?? [] })))(
    'of a plainly written $digit is recognised',
    async ({ digit, strokes }) => {
      expect(await recognise(strokes, PLAIN)).toBe(digit);
    },
  );

  it.each(HANDS)('in a $name hand is recognised nine times in ten', async (hand) => {
    const missed: string[] = [];
    for (const { digit, variant, strokes } of SHAPES) {
      const seen = await recognise(strokes, hand);
      if (seen !== digit) missed.push(`${digit} (way ${variant}) read as ${seen}`);
    }
    expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(SHAPES.length / 10);
  });
});

describe('framing', () => {
  const shapeOf = (digit: number) => DIGIT_SHAPES[digit] ?? [];
  const framedOf = (strokes: readonly Stroke[], hand: Hand) => frameDigit(drawn(strokes, hand)) ?? new Uint8Array(0);
  const inkOf = (framed: Uint8Array) =>
    [...framed].flatMap((value, index) =>
      value > 0 ? [{ x: index % IMAGE_SIDE, y: Math.floor(index / IMAGE_SIDE), value }] : [],
    );

  it('of an empty pad is nothing', () => {
    expect(frameDigit({ width: 4, height: 4, pixels: new Uint8Array(16) })).toBeNull();
  });

  it('of a single dot is a picture all the same', () => {
    expect(Math.max(...framedOf([[[0.5, 0.5]]], PLAIN))).toBe(255);
  });

  it.each([0, 1, 4, 7])('of a %i fills a box of 20 pixels, with the centre of mass in the middle', (digit) => {
    const ink = inkOf(framedOf(shapeOf(digit), SMALL));
    const rows = ink.map(({ y }) => y);
    expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(20);
    const mass = ink.reduce((sum, { value }) => sum + value, 0);
    // It moves by whole pixels, so half a pixel is as near as it gets.
    for (const axis of ['x', 'y'] as const) {
      const centre = ink.reduce((sum, pixel) => sum + (pixel[axis] + 0.5) * pixel.value, 0) / mass;
      expect(Math.abs(centre - IMAGE_SIDE / 2)).toBeLessThanOrEqual(0.51);
    }
  });

  it('leaves a frame of black around the digit', () => {
    for (const { strokes } of SHAPES) {
      for (const { x, y } of inkOf(framedOf(strokes, PLAIN))) {
        expect(Math.min(x, y)).toBeGreaterThan(0);
        expect(Math.max(x, y)).toBeLessThan(IMAGE_SIDE - 1);
      }
    }
  });

  it('makes the core of a faint line white, as in the training images', () => {
    const image = drawn(shapeOf(3), PLAIN);
    const faint = { ...image, pixels: image.pixels.map((value) => Math.round(value * 0.4)) };
    expect(Math.max(...(frameDigit(faint) ?? []))).toBe(255);
  });

  it('does not depend on where on the pad the digit was drawn', () => {
    const side = 140;
    // A whole number of pixels apart, so that the drawing itself is the same.
    const moved = { ...SMALL, at: [SMALL.at[0] + 70 / side, SMALL.at[1] + 56 / side] as const };
    expect(framedOf(shapeOf(3), moved)).toEqual(framedOf(shapeOf(3), SMALL));
  });
});
