import { expect, test } from 'vitest';
import { phaseOf } from '@/lib/exercises/phase';

const KEY = { right: 2 };
const FAILURE = { code: 'server-unreachable' };

test.each([
  ['is open until it is locked in, whatever has come', [false, KEY, null], 'open'],
  ['waits for its key once it is locked in', [true, null, null], 'locked'],
  ['has failed while no key came', [true, null, FAILURE], 'failed'],
  ['is explained once a key is there, whatever failed since', [true, KEY, FAILURE], 'explained'],
] as const)('An answer %s', (_, [isLocked, key, failure], phase) => {
  expect(phaseOf(isLocked, key, failure)).toBe(phase);
});
