import { describe, expect, test } from 'vitest';
import { LanePlay } from '@/lib/simulate/play-lane';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { createSpells, type SpellsOf } from '@/lib/simulate/world/spells';

const DAY_MS = 86_400_000;
const THINGS = 4000;
const SPELLS = { everyMs: 4000, lastsMs: 1000 };

/** Share of many things that are off at a moment. */
function offAt(spells: SpellsOf, atMs: number): number {
  let off = 0;
  for (let thing = 0; thing < THINGS; thing++) if (spells.overAt(thing, atMs) > atMs) off++;
  return off / THINGS;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const cvOf = (values: readonly number[]) => Math.sqrt(meanOf(values.map((one) => one * one)) / meanOf(values) ** 2 - 1);

describe('SPEC 4.6: spells without a network', () => {
  test('are the same, in whatever order they are asked for', () => {
    const inOrder = createSpells(SPELLS, 99);
    const moments = Array.from({ length: 20_000 }, (_, index) => index * 20);
    const expected = moments.map((atMs) => inOrder.overAt(1, atMs));
    const shuffled = createSpells(SPELLS, 99);
    shuffled.overAt(1, 1000 * DAY_MS);
    const order = moments.map((_, index) => (index * 7919) % moments.length);
    const found = order.map((index) => shuffled.overAt(1, moments[index] ?? 0));
    expect(found).toEqual(order.map((index) => expected[index]));
    expect(moments.map((atMs) => shuffled.overAt(2, atMs))).not.toEqual(expected);
  });

  test('hold a fifth of all devices at any time, where they are a fifth of the time: at the start, and after years', () => {
    const spells = createSpells(SPELLS, 7);
    for (const atMs of [0, 1, 3000, DAY_MS, 30 * DAY_MS, 1000 * DAY_MS, 1e14]) {
      expect(offAt(spells, atMs), `at ${atMs} ms`).toBeGreaterThan(0.17);
      expect(offAt(spells, atMs), `at ${atMs} ms`).toBeLessThan(0.23);
    }
    // Long after all that has been told, as well.
    expect(offAt(spells, 1e19)).toBe(0);
  });

  test('last for an exponential time, and so do the times between them', () => {
    const spells = createSpells(SPELLS, 3);
    const [off, on]: [number[], number[]] = [[], []];
    for (let thing = 0; thing < 100; thing++) {
      let sinceMs = Number.NaN;
      for (let atMs = 0; atMs < 400_000; atMs += 5) {
        const overMs = spells.overAt(thing, atMs);
        if (overMs === atMs) continue;
        // When the first one ended is not known. From wherever one is looked at, the rest of an exponential time is one.
        off.push(overMs - atMs);
        if (!Number.isNaN(sinceMs)) on.push(atMs - sinceMs);
        sinceMs = overMs;
        atMs = overMs;
      }
    }
    expect(off.length).toBeGreaterThan(6000);
    expect(meanOf(off) / SPELLS.lastsMs).toBeCloseTo(1, 1);
    expect(meanOf(on) / SPELLS.everyMs).toBeCloseTo(1, 1);
    expect(cvOf(off)).toBeCloseTo(1, 1);
    expect(cvOf(on)).toBeCloseTo(1, 1);
  });

  test('of devices that ask once in a while hold up as many requests as of those that ask often', () => {
    const heldUp = (perSecond: number) => {
      const read = readScenario({
        ...{ version: 1, seed: 1, requests: 5000, warmUp: 0, arrivals: { kind: 'poisson', perSecond } },
        clients: {
          count: 500,
          classes: [
            {
              ...{ name: 'phones', share: 1, offline: { everyMs: 3000, lastsMs: 1000 } },
              network: { roundTripMs: { kind: 'constant', value: 0 } },
            },
          ],
        },
        lanes: { online: { servers: 1000, serviceMs: { kind: 'constant', value: 0 } } },
      });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const play = new LanePlay(read.scenario, 'online', 0, 0);
      while (!play.play(10_000));
      return play.requests.latencyMs.filter((ms) => ms > 0).length / 5000;
    };
    // The second ask each once in fifty days: a million spells apart.
    for (const perSecond of [5000, 0.0001]) {
      expect(heldUp(perSecond)).toBeGreaterThan(0.21);
      expect(heldUp(perSecond)).toBeLessThan(0.29);
    }
  });
});
