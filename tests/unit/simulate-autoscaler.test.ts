import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LanePlay } from '@/lib/simulate/play-lane';
import type { Online } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';

type Input = Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>;
type Scaling = NonNullable<Online['autoscaling']>;
type State = 'off' | 'starting' | 'up' | 'draining';

function playedOf(input: Input): LanePlay {
  const requests = input.requests ?? 1000;
  const read = readScenario({ version: 1, seed: 1, requests, arrivals: { kind: 'poisson', perSecond: 50 }, ...input });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const play = new LanePlay(read.scenario, 'online', 0, requests);
  while (!play.play(10_000));
  return play;
}

/** Level x ms between two moments, of what goes up and down by steps. */
function areaBetween(steps: readonly (readonly [number, number])[], fromMs: number, toMs: number): number {
  return steps.reduce((area, [atMs, by]) => area + by * (Math.max(toMs, atMs) - Math.max(fromMs, atMs)), 0);
}

const order = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0] || a[1] - b[1];

/**
 * Which servers come, and when, by the rule itself: every look is played, and sees what was busy and what was there, as the passages of all requests
 * tell it.
 */
function servers(play: LanePlay, scaling: Scaling, atStart: number) {
  const { passages } = play.requests.notes;
  const { begunMs, leftMs } = passages.columns();
  const changes = passages.serverChanges;
  const busy = [...begunMs].flatMap((at, passage): [number, number][] => [
    [at, 1],
    [leftMs[passage] ?? Number.NaN, -1],
  ]);
  const capacity = changes.map(({ atMs, isThere }): [number, number] => [atMs, isThere ? 1 : -1]);
  const state = Array.from({ length: scaling.most }, (_, server): State => (server < atStart ? 'up' : 'off'));
  const count = (...of: State[]) => state.filter((one) => of.includes(one)).length;
  const expected: [number, number][] = [];
  let changedMs = Number.NEGATIVE_INFINITY;
  let seen = 0;
  let removals = 0;
  for (let nowMs = scaling.everyMs; nowMs < play.nowMs; nowMs += scaling.everyMs) {
    for (; (changes[seen]?.atMs ?? Number.POSITIVE_INFINITY) < nowMs; seen++) {
      const { server = -1, isThere = false, atMs = 0 } = changes[seen] ?? {};
      if (!isThere) {
        removals++;
        expect(state[server], `server ${server} at ${atMs} ms`).toBe('draining');
      }
      state[server] = isThere ? 'up' : 'off';
    }
    const could = areaBetween(capacity, nowMs - scaling.everyMs, nowMs);
    const utilisation = could > 0 ? areaBetween(busy, nowMs - scaling.everyMs, nowMs) / could : 0;
    const there = count('up', 'starting');
    const wanted = Math.ceil((count('up') * utilisation) / scaling.targetUtilisation - 1e-9);
    const next = Math.min(scaling.most, Math.max(scaling.least, wanted));
    if (next > there) changedMs = nowMs;
    for (let server = 0; next > count('up', 'starting'); server++) {
      if (state[server] !== 'off') continue;
      state[server] = 'starting';
      expected.push([nowMs + scaling.startUpMs, server]);
    }
    if (next < there && count('up') > scaling.least && nowMs - changedMs >= scaling.coolDownMs) {
      changedMs = nowMs;
      for (let server = scaling.most - 1; next < count('up', 'starting') && count('up') > scaling.least; server--) {
        if (state[server] === 'up') state[server] = 'draining';
      }
    }
  }
  const found = changes.filter(({ atMs, isThere }) => isThere && atMs > 0);
  return {
    expected: expected.filter(([atMs]) => atMs <= play.nowMs).sort(order),
    found: found.map(({ atMs, server }): [number, number] => [atMs, server]).sort(order),
    removals,
  };
}

describe('SPEC 4.3: servers scale', () => {
  test('as if every look were played, though most are not', () => {
    let [come, gone] = [0, 0];
    fc.assert(
      fc.property(
        fc.nat(),
        fc.record({
          least: fc.constantFrom(1, 2),
          most: fc.constant(7),
          everyMs: fc.constantFrom(64, 512),
          targetUtilisation: fc.constantFrom(0.5, 0.9),
          startUpMs: fc.constantFrom(33.3, 1234.5),
          coolDownMs: fc.constantFrom(0, 700, 5000),
        }),
        // Bursts, with anything from a moment to minutes between them.
        fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(5, 900, 40_000)), {
          minLength: 2,
          maxLength: 6,
        }),
        (seed, scaling, bursts) => {
          const gapsMs = bursts.flatMap(([size, gapMs]) => [gapMs + 0.7, ...new Array<number>(size).fill(3.3)]);
          const play = playedOf({
            ...{ seed, requests: 300, arrivals: { kind: 'trace', gapsMs } },
            lanes: { online: { servers: 2, serviceMs: { kind: 'exponential', mean: 40 }, autoscaling: scaling } },
          });
          const { expected, found, removals } = servers(play, scaling, 2);
          expect(found).toEqual(expected);
          come += found.length;
          gone += removals;
        },
      ),
      { numRuns: 40 },
    );
    expect(come).toBeGreaterThan(300);
    expect(gone).toBeGreaterThan(300);
  });

  test.each([
    ['nobody asks for years', { kind: 'constant', perSecond: 1e-6 } as const, 1000],
    ['nobody asks for years, in a pool that is small already', { kind: 'constant', perSecond: 1e-6 } as const, 1],
  ])('though %s, a look every millisecond is no event without end', (_, arrivals, atStart) => {
    const play = playedOf({
      ...{ requests: 100, arrivals },
      lanes: {
        online: {
          ...{ servers: atStart, serviceMs: { kind: 'constant', value: 5 } },
          autoscaling: {
            ...{ least: 1, most: 1000, everyMs: 1, targetUtilisation: 0.6, startUpMs: 1000, coolDownMs: 60_000 },
          },
        },
      },
    });
    expect([play.ended, play.requests.ended]).toEqual(['all', 100]);
    expect(play.events).toBeLessThan(4000);
    // Of a thousand servers, all but one have gone.
    expect(play.lane.pools[0]?.servers.upCount).toBeLessThan(20);
  });

  test('though a call takes days, a look every millisecond is no event without end', () => {
    const play = playedOf({
      ...{ requests: 20, arrivals: { kind: 'constant', perSecond: 1e-5 } },
      lanes: {
        online: {
          ...{ servers: 3, serviceMs: { kind: 'constant', value: 864_000_000 } },
          autoscaling: {
            ...{ least: 1, most: 30, everyMs: 1, targetUtilisation: 0.6, startUpMs: 1000, coolDownMs: 864_000_000 },
          },
        },
      },
    });
    expect([play.ended, play.requests.ended]).toEqual(['all', 20]);
    expect(play.events).toBeLessThan(2000);
    expect(play.lane.pools[0]?.servers.starts).toBeGreaterThan(3);
  });
});
