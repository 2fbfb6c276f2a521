import { describe, expect, it } from 'vitest';
import { gather } from '@/lib/batch/gather';

describe('work that is gathered', () => {
  function gathered(most = 100) {
    const rounds: number[][] = [];
    const ends: (() => void)[] = [];
    const work = gather(async (items: readonly number[]) => {
      rounds.push([...items]);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (items.includes(13)) throw new Error('unlucky');
      return items.map((item) => item * 2);
    }, most);
    const endRound = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      ends.shift()?.();
    };
    return { rounds, work, endRound };
  }

  it('is one round of all that come together, and each gets its own result', async () => {
    const { rounds, work, endRound } = gathered();
    const results = Promise.all([1, 2, 3].map(work));
    await endRound();
    expect(await results).toEqual([2, 4, 6]);
    expect(rounds).toEqual([[1, 2, 3]]);
  });

  it('waits for the round under way, and not longer', async () => {
    const { rounds, work, endRound } = gathered();
    const first = work(1);
    await new Promise((resolve) => setImmediate(resolve));
    const others = Promise.all([2, 3].map(work));
    expect(rounds).toEqual([[1]]);
    await endRound();
    await endRound();
    expect([await first, await others]).toEqual([2, [4, 6]]);
    expect(rounds).toEqual([[1], [2, 3]]);
  });

  it('is of no more than so many, in the order in which they came', async () => {
    const { rounds, work, endRound } = gathered(2);
    const results = Promise.all([5, 4, 3, 2, 1].map(work));
    for (let round = 0; round < 3; round++) await endRound();
    expect(await results).toEqual([10, 8, 6, 4, 2]);
    expect(rounds).toEqual([[5, 4], [3, 2], [1]]);
  });

  it('fails for those whose round failed, and goes on with others', async () => {
    const { work, endRound } = gathered(2);
    const results = Promise.allSettled([1, 13, 3].map(work));
    await endRound();
    await endRound();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
