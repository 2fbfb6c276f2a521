import { describe, expect, test } from 'vitest';
import { encodeImages, tensorRows } from '@/lib/engine/server/batch-rows';
import { encodeImage, IMAGE_PIXELS } from '@/lib/model/image-classifier';
import { createRandom } from '@/lib/workload/random';
import { SHIFTS } from '@/lib/workload/workload';

describe('The rows of a batch', () => {
  test('a test image, moved any way a workload moves it, is the very same input as when encoded anew', () => {
    const random = createRandom(5);
    // No pixel is 0, so that a black edge cannot be taken for a pixel.
    const pixels = Uint8Array.from({ length: 3 * IMAGE_PIXELS }, () => 1 + Math.floor(random() * 255));
    const pairs = SHIFTS.flatMap((shift, shiftIndex) => [0, 1, 2].map((image) => ({ image, shift, shiftIndex })));
    const rows = encodeImages(pixels, 4).rows(
      Int32Array.from(pairs, ({ image }) => image),
      Uint8Array.from(pairs, ({ shiftIndex }) => shiftIndex),
    );
    for (let first = 0; first < pairs.length; first += 4) {
      const size = Math.min(4, pairs.length - first);
      const gathered = rows.gather(first, size);
      for (let row = 0; row < size; row++) {
        const { image, shift } = pairs[first + row] ?? { image: 0, shift: SHIFTS[0] };
        const expected = encodeImage(pixels.subarray(image * IMAGE_PIXELS, (image + 1) * IMAGE_PIXELS), shift);
        expect(gathered.subarray(row * IMAGE_PIXELS, (row + 1) * IMAGE_PIXELS)).toEqual(expected);
      }
    }
  });

  test('a part of a shared tensor is copied out of shared memory, the last one short', () => {
    const shared = new Float32Array(new SharedArrayBuffer(5 * 2 * 4));
    shared.set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const rows = tensorRows(shared, 2, 3);
    expect([...rows.gather(0, 3)]).toEqual([0, 1, 2, 3, 4, 5]);
    const last = rows.gather(3, 2);
    expect([...last]).toEqual([6, 7, 8, 9]);
    expect(last.buffer).toBeInstanceOf(ArrayBuffer);
  });
});
