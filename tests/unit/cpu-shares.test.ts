import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuSharesOf, type Spent, type Work } from '@/lib/services/cpu-shares';

const NOTHING: Work = { requests: 0, computeSeconds: 0, jobCpuSeconds: 0, steps: 0 };
const online = (requests: number, computeMs = 0.5): Work => ({
  ...NOTHING,
  requests,
  computeSeconds: (requests * computeMs) / 1000,
});
const batch = (jobs: number, cpuSeconds: number): Work => ({
  requests: 3 * jobs,
  computeSeconds: 0,
  jobCpuSeconds: jobs * cpuSeconds,
  steps: 3 * jobs,
});
const sum = (...all: readonly Work[]): Work =>
  all.reduce((left, right) => ({
    requests: left.requests + right.requests,
    computeSeconds: left.computeSeconds + right.computeSeconds,
    jobCpuSeconds: left.jobCpuSeconds + right.jobCpuSeconds,
    steps: left.steps + right.steps,
  }));
const spent = (given: Partial<Spent>): Spent => ({
  cpuSeconds: { server: 2, 'batch-worker': 0.1, database: 0.3 },
  idlePerSecond: { server: 0.01, 'batch-worker': 0.002, database: 0.02 },
  seconds: 10,
  mine: NOTHING,
  all: NOTHING,
  ...given,
});

const amount = fc.double({ min: 0, max: 100, noNaN: true });
const work: fc.Arbitrary<Work> = fc.record({
  requests: fc.integer({ min: 0, max: 10_000 }),
  computeSeconds: amount,
  jobCpuSeconds: amount,
  steps: fc.integer({ min: 0, max: 1000 }),
});
const byProcess = fc.record({ server: amount, 'batch-worker': amount, database: amount }, { requiredKeys: ['server'] });

describe('SPEC 7.7: CPU time', () => {
  it('of a client that is alone is all but what the processes spend anyway', () => {
    const mine = online(600);
    const shares = cpuSharesOf(spent({ mine, all: mine }));
    expect(shares.cpuSeconds).toBeCloseTo(2 - 0.1, 9);
    expect(shares).toMatchObject({ othersSeconds: 0, isShared: false });
    // Of worker and database nothing was asked: what they spent, they spent anyway.
    expect(shares.idleSeconds).toBeCloseTo(0.1 + 0.1 + 0.3, 9);
  });

  it('of a batch lane counts server, worker and database', () => {
    const mine = batch(5, 0.01);
    const { cpuSeconds, processes } = cpuSharesOf(spent({ mine, all: mine }));
    expect(cpuSeconds).toBeCloseTo(2 - 0.1 + (0.1 - 0.02) + (0.3 - 0.2), 9);
    expect(processes).toEqual(['server', 'batch-worker', 'database']);
  });

  it('of others is not charged: twice the requests, twice the share', () => {
    const [mine, other] = [online(200), online(400)];
    const all = sum(mine, other);
    const shares = cpuSharesOf(spent({ mine, all }));
    expect(shares.cpuSeconds).toBeCloseTo(1.9 / 3, 9);
    expect(shares.othersSeconds).toBeCloseTo((1.9 * 2) / 3, 9);
    expect(shares.isShared).toBe(true);
  });

  it('is the same with a neighbour whose requests cost the same', () => {
    const mine = online(600);
    const alone = cpuSharesOf(spent({ mine, all: mine }));
    const cpuSeconds = { server: 2 + 1.9 };
    const beside = cpuSharesOf(spent({ mine, all: sum(mine, online(600)), cpuSeconds }));
    expect(beside.cpuSeconds).toBeCloseTo(alone.cpuSeconds, 9);
  });

  it('of a request on a large model is more than that of one on a small', () => {
    const [large, small] = [online(100, 10), online(100, 0.1)];
    const all = sum(large, small);
    const cpuSeconds = { server: 2 };
    const idlePerSecond = { server: 0 };
    const ofLarge = cpuSharesOf(spent({ mine: large, all, cpuSeconds, idlePerSecond })).cpuSeconds;
    const ofSmall = cpuSharesOf(spent({ mine: small, all, cpuSeconds, idlePerSecond })).cpuSeconds;
    // The model's time is each one's own, and what is left was 0.99 s for 200 requests.
    expect(ofLarge).toBeCloseTo(1 + 0.99 / 2, 9);
    expect(ofSmall).toBeCloseTo(0.01 + 0.99 / 2, 9);
  });

  it('of one who asked for nothing is nothing, however much is spent', () => {
    expect(cpuSharesOf(spent({ all: online(600) }))).toMatchObject({ cpuSeconds: 0, isShared: true });
    expect(cpuSharesOf(spent({}))).toMatchObject({ cpuSeconds: 0, othersSeconds: 0, isShared: false });
  });

  it('has nothing taken off, and says so, before the processes were seen at rest', () => {
    const mine = online(600);
    const shares = cpuSharesOf(spent({ mine, all: mine, idlePerSecond: {} }));
    expect(shares.idleSeconds).toBeNull();
    expect(shares.cpuSeconds).toBe(2);
  });

  it('leaves out a database that is elsewhere', () => {
    const mine = batch(5, 0.01);
    const shares = cpuSharesOf(spent({ mine, all: mine, cpuSeconds: { server: 1, 'batch-worker': 0.1 } }));
    expect(shares.processes).toEqual(['server', 'batch-worker']);
  });

  it('is all there: the shares of any clients, and what is spent anyway, add up to what was spent', () => {
    fc.assert(
      fc.property(
        fc.array(work, { minLength: 1, maxLength: 5 }),
        byProcess,
        byProcess,
        amount,
        (clients, cpu, idle, seconds) => {
          const all = sum(NOTHING, ...clients);
          const shares = clients.map((mine) =>
            cpuSharesOf({ cpuSeconds: cpu, idlePerSecond: idle, seconds, mine, all }),
          );
          const own = shares.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0);
          const whole = Object.values(cpu).reduce((total, value) => total + (value ?? 0), 0);
          expect(own + (shares[0]?.idleSeconds ?? 0)).toBeCloseTo(whole, 6);
          for (const { cpuSeconds, othersSeconds, idleSeconds } of shares) {
            expect(cpuSeconds).toBeGreaterThanOrEqual(0);
            expect(cpuSeconds + othersSeconds + (idleSeconds ?? 0)).toBeCloseTo(whole, 6);
          }
        },
      ),
    );
  });
});
