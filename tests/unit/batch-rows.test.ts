import { describe, expect, test } from 'vitest';
import { encodeImages, runOrder, tableRows, tensorRows } from '@/lib/engine/server/batch-rows';
import { encodeImage, IMAGE_PIXELS } from '@/lib/model/image-classifier';
import { createRandom } from '@/lib/workload/random';
import { AT_ONCE, createWorkload, SHIFTS } from '@/lib/workload/workload';

describe('The rows of a batch', () => {
  test.each([
    ['less than a pass', 4],
    ['whole passes through every shift, and a rest', 5 * 11 + 3],
  ])('of test images are, each once, the very inputs that encoding anew gives: %s', (_what, count) => {
    const random = createRandom(5);
    const sampleCount = 5;
    const batchSize = 3;
    // No pixel is 0, so that a black edge cannot be taken for a pixel.
    const pixels = Uint8Array.from({ length: sampleCount * IMAGE_PIXELS }, () => 1 + Math.floor(random() * 255));
    const workload = createWorkload({ ...AT_ONCE, seed: 8, sampleCount, length: { by: 'count', count } });
    const run = runOrder(workload, sampleCount);
    expect([...run.order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, row) => row));
    const rows = encodeImages(pixels, batchSize).rows(run);
    for (let first = 0; first < count; first += batchSize) {
      const size = Math.min(batchSize, count - first);
      const gathered = rows.gather(first, size);
      expect(gathered).toHaveLength(size * IMAGE_PIXELS);
      for (let place = 0; place < size; place++) {
        const row = run.order[first + place] ?? -1;
        const image = (workload.sampleIndex[row] ?? -1) * IMAGE_PIXELS;
        const expected = encodeImage(
          pixels.subarray(image, image + IMAGE_PIXELS),
          SHIFTS[workload.shiftIndex[row] ?? -1],
        );
        expect(gathered.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS)).toEqual(expected);
      }
    }
  });

  test('of a table are its rows, in the order of the run', () => {
    const table = Float32Array.from({ length: 5 * 3 }, (_, at) => at);
    const count = 5 * 2 + 3;
    const workload = createWorkload({ ...AT_ONCE, seed: 8, sampleCount: 5, length: { by: 'count', count } });
    const run = runOrder(workload, 5);
    const rows = tableRows(table, 3, 4, run);
    for (let first = 0; first < count; first += 4) {
      const size = Math.min(4, count - first);
      const samples = Array.from(run.order.subarray(first, first + size), (row) => workload.sampleIndex[row] ?? -1);
      expect([...rows.gather(first, size)]).toEqual(samples.flatMap((at) => [3 * at, 3 * at + 1, 3 * at + 2]));
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
