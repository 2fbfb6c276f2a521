import { ofLane } from '../findings/remedies';
import type { Plan } from '../plan/plan';
import { withChange } from '../setup/address';
import { SIM_FIELDS, type SimSetup } from '../setup/fields';
import { parametersOf } from '../setup/parameters';
import type { ServiceProfile } from '../setup/profile';
import { scenarioOf } from '../setup/scenario-of';
import type { SimulatedLane } from '../simulated-lane';
import { coarseFirst, isCurve } from './coarse-first';

/** One server so many times as fast; as many servers behind one queue; as many, each with a queue of its own, by chance. All can do the same. */
export const SIZINGS = ['big', 'shared', 'own'] as const;
export type Sizing = (typeof SIZINGS)[number];
export const SMALL_SERVERS = 4;
/** Requests over what can be done. */
export const LOADS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];
export const SIZING_REQUESTS = 40_000;
const SECONDS_PER_DAY = 86_400;

export interface SizingPoint {
  readonly meanMs: number | null;
  readonly p95Ms: number | null;
  readonly isTooWide: boolean;
}

export interface SizingRow {
  /** Requests over what the servers can do, 0 .. 1. */
  readonly load: number;
  readonly points: Readonly<Record<Sizing, SizingPoint>>;
}

/** Requests at a steady rate, at the server's door: without a network, one in a call. */
export function sizingSetup(base: SimSetup, profile: ServiceProfile, sizing: Sizing, load: number): SimSetup {
  const times = parametersOf(base, profile);
  const timeOf = (id: 'callMs' | 'itemMs') => times.find((one) => one.id === id)?.value ?? 0;
  const [callMs, itemMs] = [timeOf('callMs'), timeOf('itemMs')];
  const isBig = sizing === 'big';
  const perSecond = (load * SMALL_SERVERS * 1000) / Math.max(callMs + itemMs, LEAST_MS);
  const each = isBig ? SMALL_SERVERS : 1;
  const { min, max } = SIM_FIELDS.users.limits;
  return withChange(base, {
    ...{ batch: 'off', online: 'on', edge: 'off', hybrids: [], network: 'loopback', signal: 'always', peakFactor: 1 },
    ...{ overheadMs: 0, requestMs: 0, callMs: callMs / each, itemMs: itemMs / each, workersPerServer: 1 },
    ...{ servers: isBig ? 1 : SMALL_SERVERS, balancing: sizing === 'own' ? 'random' : 'shared-queue' },
    ...{ batchMost: 1, queueMost: null, timeoutMs: null, retries: 0, autoscaling: 'off' },
    users: Math.max(min, Math.min(max, Math.round((perSecond * SECONDS_PER_DAY) / base.requestsPerDay))),
    requests: SIZING_REQUESTS,
  });
}

/** What takes less has no load to speak of. ms */
const LEAST_MS = 0.001;

/** Mean and p95 of the three, over the load. */
export function* bigAgainstSmall(
  base: SimSetup,
  profile: ServiceProfile,
  tell: (rows: readonly SizingRow[]) => void,
): Plan<void> {
  const pointOf = function* (sizing: Sizing, load: number): Plan<SizingPoint> {
    const { latencyMs }: SimulatedLane = yield ofLane(
      scenarioOf(sizingSetup(base, profile, sizing, load), profile),
      'online',
    );
    return { meanMs: latencyMs?.mean ?? null, p95Ms: latencyMs?.p95 ?? null, isTooWide: latencyMs?.isTooWide ?? true };
  };
  let rows: readonly SizingRow[] = [];
  for (const load of coarseFirst(LOADS)) {
    const points = {
      big: yield* pointOf('big', load),
      shared: yield* pointOf('shared', load),
      own: yield* pointOf('own', load),
    };
    rows = [...rows, { load, points }].toSorted((a, b) => a.load - b.load);
    if (isCurve(rows.length, LOADS)) tell(rows);
  }
}
