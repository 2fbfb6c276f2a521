import { expect, test } from 'vitest';
import { allKept, noteKeeping } from '@/lib/lab/keeping';

test('the list of what is kept waits for all that is being kept, and for what cannot be', async () => {
  let keep = (_row: string) => {};
  const first = noteKeeping(
    new Promise<string>((resolve) => {
      keep = resolve;
    }),
  );
  const second = noteKeeping(Promise.reject(new Error('The device is full.')));
  let isListed = false;
  const listed = allKept().then(() => {
    isListed = true;
  });
  await expect(second).rejects.toThrow('full');
  expect(isListed).toBe(false);
  keep('a row');
  await listed;
  expect(await first).toBe('a row');
});
