import 'server-only';
import { TrilaneError } from '../errors';
import type { Tensor } from '../model/tensor';

/** How many values are looked at before others get their turn: about 1 ms. */
const VALUES_AT_A_TIME = 1_000_000;

/**
 * Looks at every value, in slices, so that the server answers others meanwhile.
 * @throws TrilaneError `not-a-number`
 */
export async function requireFiniteRows({ shape, data }: Tensor): Promise<void> {
  for (let start = 0; start < data.length; start += VALUES_AT_A_TIME) {
    const slice = data.subarray(start, start + VALUES_AT_A_TIME);
    // 0 x anything finite is 0, and NaN sticks.
    let sum = 0;
    for (let index = 0; index < slice.length; index++) sum += (slice[index] as number) * 0; // index is in range
    if (sum !== 0) {
      const row = Math.floor(
        ((start + slice.findIndex((value) => !Number.isFinite(value))) / data.length) * (shape[0] ?? 1),
      );
      throw new TrilaneError(
        'not-a-number',
        `Every value must be a finite 32-bit number; row ${row} holds one that is not.`,
      );
    }
    if (start + VALUES_AT_A_TIME < data.length) await new Promise((resolve) => setImmediate(resolve));
  }
}
