import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORWARDED } from '@/lib/simulate/events/passages';
import { EXITS, type Film, filmOf, type StageFilm, WHERES } from '@/lib/simulate/picture/film';
import { stateAt, stepFrom } from '@/lib/simulate/picture/state';
import { LanePlay } from '@/lib/simulate/play-lane';
import { lanesNamed } from '@/lib/simulate/simulate';
import { filmed, scenarioOf, WORLDS } from './simulate-picture-fixtures';

const worlds = Object.entries(WORLDS);
const anyWorld = fc.record({
  world: fc.constantFrom(...worlds.map(([, world]) => world)),
  seed: fc.nat(1000),
  perSecond: fc.constantFrom(5, 20, 60, 150),
  requests: fc.integer({ min: 1, max: 120 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

const there = ({ fromMs, toMs, who }: StageFilm['abandoned'], ms: number): number[] =>
  [...who].filter((_, visit) => (fromMs[visit] as number) <= ms && ms < (toMs[visit] as number));

/** Moments in the film and between them. */
const momentsOf = (film: Film): number[] =>
  eventsOf(film).flatMap((ms, index, all) => [ms, (ms + (all[index + 1] ?? film.spanMs)) / 2]);

const eventsOf = ({ timelines, spanMs }: Film): number[] =>
  [...new Set(timelines.flatMap((times) => [...times]))].filter((ms) => ms <= spanMs).sort((a, b) => a - b);

describe('A film of a lane', () => {
  test.each(worlds)('shows the queues, busy workers and servers of the events themselves: %s', (_, world) => {
    const scenario = scenarioOf(world, 150, 60, 5);
    const { film } = filmed(scenario);
    const [id] = lanesNamed(scenario);
    if (!id) throw new Error('no lane');
    const play = new LanePlay(scenario, id, 0, 0);
    /** As the lane itself counts, after the last event of each moment. */
    const counted = new Map<number, { waiting: number[]; busy: number[]; workers: number[] }>();
    for (let isOver = false; !isOver; ) {
      isOver = play.play(1);
      const { pools, job } = play.lane;
      counted.set(play.nowMs, {
        waiting: pools.map(({ queue }) => queue.value).concat(id === 'batch' && job ? job.queue.value : []),
        busy: pools.map(({ servers }) => servers.busy.value).concat(id === 'batch' && job ? job.busy.value : []),
        workers: pools.map(({ servers }) => servers.capacity.value),
      });
    }
    expect(counted.size).toBeGreaterThan(50);
    for (const [ms, expected] of counted) {
      const { stages } = stateAt(film, ms);
      const own = stages.filter((_, index) => /servers|job/.test(film.stages[index]?.stage.kind ?? ''));
      const servers = stages.filter((_, index) => film.stages[index]?.stage.kind === 'servers');
      expect({
        waiting: own.map(({ waiting }) => waiting),
        busy: own.map(({ busy }) => busy),
        workers: servers.map(({ workers }) => workers),
      }).toEqual(expected);
    }
  });

  test.each(worlds)('shows on devices what their figures count: %s', (_, world) => {
    const scenario = scenarioOf(world, 150, 60, 5);
    const { film } = filmed(scenario);
    const devices = film.stages.find(({ stage }) => stage.kind === 'devices');
    const [id] = lanesNamed(scenario);
    if (!devices || !id) return;
    const play = new LanePlay(scenario, id, 0, 0);
    while (!play.play(1000));
    const areaOf = ({ fromMs, toMs, who }: StageFilm['abandoned']) =>
      [...who].reduce((sum, _, at) => sum + (toMs[at] as number) - (fromMs[at] as number), 0);
    expect(areaOf(devices.visits.waiting)).toBeCloseTo(play.lane.fleet?.waiting.areaOf(0, 1e9) ?? -1, 3);
    expect(areaOf(devices.visits.working)).toBeCloseTo(play.lane.fleet?.busy.areaOf(0, 1e9) ?? -1, 3);
  });

  test('counts what a bare recount of its visits counts, at any moment', () => {
    fc.assert(
      fc.property(anyWorld, ({ world, requests, perSecond, seed, share }) => {
        const { film } = filmed(scenarioOf(world, requests, perSecond, seed));
        for (const ms of [share * film.spanMs, ...momentsOf(film).slice(0, 60)]) {
          stateAt(film, ms).stages.forEach((state, index) => {
            const { visits, abandoned, calls } = film.stages[index] as StageFilm;
            for (const where of WHERES) {
              const expected = there(visits[where], ms);
              expect(state[where]).toBe(expected.length);
              expect(visits[where].whoAt(ms)).toEqual(expected);
              expect(visits[where].whoAt(ms, 3)).toEqual(expected.slice(0, 3));
            }
            expect(state.abandoned).toBe(there(abandoned, ms).length);
            expect(state.busy).toBe(there(calls.visits, ms).length);
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('has nothing in two places: neither an attempt, nor a request whose client waits', () => {
    fc.assert(
      fc.property(anyWorld, ({ world, requests, perSecond, seed }) => {
        const { film } = filmed(scenarioOf(world, requests, perSecond, seed));
        const { request, gaveUpMs } = film.passages;
        for (const ms of momentsOf(film)) {
          const passages = film.stages.flatMap(({ visits }) => WHERES.flatMap((where) => visits[where].whoAt(ms)));
          expect(new Set(passages).size).toBe(passages.length);
          const awaited = passages.filter((passage) => !((gaveUpMs[passage] as number) <= ms));
          expect(new Set(awaited.map((passage) => request[passage])).size).toBe(awaited.length);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('has each open request in one place, and no other', () => {
    fc.assert(
      fc.property(anyWorld, ({ world, requests, perSecond, seed }) => {
        const { film, sample } = filmed(scenarioOf(world, requests, perSecond, seed));
        const { request, gaveUpMs } = film.passages;
        // An end is arrival + latency there: it may be off in the last digit.
        const isNearEnd = (ms: number) => sample.requests.some(({ endedAtMs }) => Math.abs(endedAtMs - ms) < 1e-6);
        for (const ms of momentsOf(film).filter((at) => !isNearEnd(at))) {
          const open = sample.requests.flatMap(({ arrivedAtMs, endedAtMs }, index) =>
            arrivedAtMs <= ms && ms < endedAtMs ? [index] : [],
          );
          const awaited = film.stages
            .flatMap(({ visits }) => WHERES.flatMap((where) => visits[where].whoAt(ms)))
            .filter((passage) => !((gaveUpMs[passage] as number) <= ms))
            .map((passage) => request[passage]);
          expect(awaited.sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(open);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('keeps the order of events: each passage goes forward, and each queue is served first come, first served', () => {
    fc.assert(
      fc.property(anyWorld, ({ world, requests, perSecond, seed }) => {
        const { film } = filmed(scenarioOf(world, requests, perSecond, seed));
        const { madeMs, sentMs, queuedMs, takenMs, begunMs, leftMs, heardMs, queue, told } = film.passages;
        madeMs.forEach((_, row) => {
          const way = [madeMs, sentMs, queuedMs, takenMs, begunMs, leftMs, heardMs]
            .map((column) => column[row] as number)
            .filter((ms) => !Number.isNaN(ms));
          expect(way).toEqual([...way].sort((a, b) => a - b));
          if (told[row] === FORWARDED) expect(heardMs[row]).toBeNaN();
        });
        for (const { visits } of film.stages) {
          const { who, toMs } = visits.waiting;
          const lastMs = new Map<number, number>();
          who.forEach((passage, visit) => {
            const its = queue[passage] as number;
            expect(toMs[visit]).toBeGreaterThanOrEqual(lastMs.get(its) ?? 0);
            lastMs.set(its, toMs[visit] as number);
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('draws no two calls in one cell, and every call in one where all workers have cells', () => {
    fc.assert(
      fc.property(anyWorld, ({ world, requests, perSecond, seed }) => {
        const { film } = filmed(scenarioOf(world, requests, perSecond, seed));
        for (const ms of momentsOf(film)) {
          for (const { calls } of film.stages.filter(({ stage }) => stage.places > 0)) {
            const cells = calls.visits.whoAt(ms).map((call) => calls.cell[call] as number);
            expect(cells.every((cell) => cell >= 0 && cell < calls.cells)).toBe(true);
            expect(new Set(cells).size).toBe(cells.length);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('counts in the end as the sample does', () => {
    for (const [, world] of worlds) {
      const { film, sample } = filmed(scenarioOf(world, 100, 40, 3));
      const { ended, arrived } = stateAt(film, film.spanMs);
      expect(arrived).toBe(sample.requests.length);
      for (const how of Object.keys(ended) as (keyof typeof ended)[]) {
        expect(ended[how]).toBe(sample.requests.filter(({ outcome }) => outcome === how).length);
      }
    }
  });

  test('ends where the first request comes that is not in the sample, and is the same up to there', () => {
    for (const [name, world] of worlds) {
      const scenario = scenarioOf(world, 120, 60, 8);
      const { film: whole } = filmed(scenario);
      const { film } = filmed(scenario, 50);
      expect(film.spanMs, name).toBe(whole.arrivedMs[50]);
      for (const ms of momentsOf(film).filter((at) => at < film.spanMs)) {
        expect(stateAt(film, ms).stages, `${name} at ${ms}`).toEqual(stateAt(whole, ms).stages);
      }
    }
  });

  test('goes from event to event, forward and back, and stays at its ends', () => {
    const { film } = filmed(scenarioOf(WORLDS['a cascade'] ?? { lanes: {} }, 20, 40, 3));
    const forward: number[] = [];
    for (let ms = 0; ms < film.spanMs; ) {
      ms = stepFrom([film], ms, 1);
      forward.push(ms);
    }
    expect(forward).toEqual(eventsOf(film).filter((ms) => ms > 0));
    expect(stepFrom([film], film.spanMs, 1)).toBe(film.spanMs);
    expect(stepFrom([film], forward[3] ?? 0, -1)).toBe(forward[2]);
    expect(stepFrom([film], 0, -1)).toBe(0);
  });

  test('is the same of a sample that came from a worker', () => {
    for (const [name, world] of worlds) {
      const scenario = scenarioOf(world, 60, 60, 8);
      const { film, sample } = filmed(scenario);
      const copy = filmOf(scenario, structuredClone(sample));
      for (const ms of eventsOf(film)) expect(stateAt(copy, ms), name).toEqual(stateAt(film, ms));
    }
  });

  test('ends before what was too much to note, and says nothing wrong up to there', () => {
    const scenario = scenarioOf(
      { lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 1 } } } },
      100_040,
      500,
    );
    const { film, sample } = filmed(scenario);
    expect(sample.passages.request).toHaveLength(100_000);
    expect(film.spanMs).toBe(sample.requests[100_000]?.arrivedAtMs);
    expect(stateAt(film, film.spanMs - 0.001).arrived).toBe(100_000);
  });

  test('tells of retries, rejections and clients that gave up: the fixtures have them', () => {
    const hows = worlds.flatMap(([, world]) => [...filmed(scenarioOf(world, 150, 60, 5)).film.exits.how]);
    expect(new Set(hows.map((how) => EXITS[how]))).toEqual(new Set(EXITS));
  });
});
