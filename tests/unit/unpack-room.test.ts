import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnpackRoom } from '@/lib/api/unpack-room';

const MOST = 10;

test('No more is held than there is room for, those who wait come in order, and in the end all have had their turn', async () => {
  const one = fc.record({ bytes: fc.integer({ min: 1, max: MOST }), kept: fc.integer({ min: 0, max: MOST }) });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { maxLength: 20 }), async (all) => {
      const room = createUnpackRoom(MOST);
      let held = 0;
      const turns: number[] = [];
      await Promise.all(
        all.map(async ({ bytes, kept }, number) => {
          const hold = room.hold();
          await hold.take(bytes);
          turns.push(number);
          held += bytes;
          expect(held).toBeLessThanOrEqual(MOST);
          await Promise.resolve();
          const left = Math.min(bytes, kept);
          held -= bytes - left;
          hold.keep(kept);
          await Promise.resolve();
          held -= left;
          hold.keep(0);
          // Twice does no harm.
          hold.keep(0);
        }),
      );
      expect(turns).toEqual(all.map((_, number) => number));
      const last = room.hold();
      await last.take(MOST);
    }),
  );
});
