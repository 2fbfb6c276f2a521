import { describe, expect, test } from 'vitest';
import { createEmitter } from '@/lib/experiment/emitter';

async function read<T>(values: AsyncIterable<T>, into: T[] = []): Promise<T[]> {
  for await (const value of values) into.push(value);
  return into;
}

describe('an emitter', () => {
  test('gives what was pushed, in its order, whether the reader was there already or not', async () => {
    const { push, end, values } = createEmitter<number>();
    push(1);
    push(2);
    const reading = read(values);
    await Promise.resolve();
    push(3);
    push(4);
    end();
    expect(await reading).toEqual([1, 2, 3, 4]);
  });

  test('gives all that came before a failure, and then the failure', async () => {
    const { push, fail, values } = createEmitter<number>();
    const seen: number[] = [];
    push(1);
    push(2);
    fail(new Error('broken'));
    await expect(read(values, seen)).rejects.toThrow('broken');
    expect(seen).toEqual([1, 2]);
  });

  test('fails a reader who waits', async () => {
    const { fail, values } = createEmitter<number>();
    const reading = read(values);
    fail(new Error('broken'));
    await expect(reading).rejects.toThrow('broken');
  });

  test('stays at its end', async () => {
    const { push, end, values } = createEmitter<number>();
    end();
    push(1);
    expect(await read(values)).toEqual([1]);
    expect(await read(values)).toEqual([]);
  });

  test('is done with a reader who waits before the producer goes on to its next call', async () => {
    const { push, end, values } = createEmitter<number>();
    const order: string[] = [];
    const reading = (async () => {
      for await (const value of values) order.push(`read ${value}`);
    })();
    // The producer comes back from one call and begins the next, as a lane's loop does.
    const work = async (item: number) => {
      await Promise.resolve();
      push(item);
    };
    for (let item = 0; item < 3; item++) {
      await work(item);
      order.push(`next after ${item}`);
    }
    end();
    await reading;
    expect(order).toEqual(['read 0', 'next after 0', 'read 1', 'next after 1', 'read 2', 'next after 2']);
  });
});
