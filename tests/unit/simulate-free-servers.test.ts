import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreeServers } from '@/lib/simulate/lanes/free-servers';

const change = fc.record({ server: fc.nat(1023), isFree: fc.boolean() });

describe('The servers with a worker that is free', () => {
  it('tell the lowest of them, as going through all of them does, whatever has come and gone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), fc.array(change, { maxLength: 300 }), (count, changes) => {
        const free = new FreeServers(count);
        const all = new Set<number>();
        for (const { server: any, isFree } of changes) {
          const server = any % count;
          if (isFree) {
            free.add(server);
            all.add(server);
          } else {
            free.delete(server);
            all.delete(server);
          }
          expect(free.first).toBe(all.size === 0 ? -1 : Math.min(...all));
        }
      }),
    );
  });

  it('are found at both ends of every word', () => {
    const free = new FreeServers(1024);
    for (const server of [1023, 992, 991, 64, 63, 32, 31, 0]) {
      free.add(server);
      expect(free.first).toBe(server);
    }
    for (const next of [31, 32, 63, 64, 991, 992, 1023, -1]) {
      free.delete(free.first);
      expect(free.first).toBe(next);
    }
  });

  it('are no more than can be told apart', () => {
    expect(() => new FreeServers(1025)).toThrow(RangeError);
  });
});
