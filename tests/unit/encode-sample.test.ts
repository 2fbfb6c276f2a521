import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeSample, sampleShape } from '@/lib/model/encode-sample';
import { encodeImage, IMAGE_PIXELS } from '@/lib/model/image-classifier';
import type { ImageSamples, TableSamples } from '@/lib/model/samples';

const noLabels = new Uint8Array(0);

describe('A sample', () => {
  test('of images is encoded and moved as an image is', () => {
    const pixels = Uint8Array.from({ length: 3 * IMAGE_PIXELS }, (_, at) => (at * 7) % 256);
    const samples: ImageSamples = { kind: 'images', count: 3, pixels, labels: noLabels };
    const shift = { x: 1, y: -1 };
    const third = pixels.subarray(2 * IMAGE_PIXELS);
    expect(encodeSample(samples, 2, shift)).toEqual(encodeImage(third, shift));
    expect(encodeSample(samples, 2)).toEqual(encodeImage(third));
    expect(sampleShape(samples)).toEqual([1, 28, 28]);
  });

  test('of a table is its row as it is stored, whatever the shift, and no view of it', () => {
    const table = fc.integer({ min: 1, max: 20 }).chain((columns) =>
      fc.array(fc.array(fc.float({ noNaN: true }), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(table, (rows) => {
        const values = Float32Array.from(rows.flat());
        const samples: TableSamples = { kind: 'table', count: rows.length, values, labels: noLabels };
        expect(sampleShape(samples)).toEqual([rows[0]?.length]);
        rows.forEach((row, index) => {
          const encoded = encodeSample(samples, index, { x: 1, y: 1 });
          expect(encoded).toEqual(Float32Array.from(row));
          expect(encoded.buffer).not.toBe(values.buffer);
        });
      }),
    );
  });
});
