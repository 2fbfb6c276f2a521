import type { ModeId } from '../../modes';
import type { LaneTrace, TraceItem } from './trace';

/** Where an item can be, in the order it passes through. */
export const PHASES = ['to-come', 'waiting', 'travelling', 'in-model', 'returning', 'answered'] as const;
export type Phase = (typeof PHASES)[number];

/**
 * A trace knows when work on an item began and when its answer was there. The picture parts the time between so, for
 * the eye: up to which share of it an item goes to the model, and up to which it is in it.
 */
const PARTS = {
  batch: { model: 0.15, back: 0.75 },
  online: { model: 0.4, back: 0.6 },
  edge: { model: 0.15, back: 0.75 },
} as const satisfies Record<ModeId, { readonly model: number; readonly back: number }>;

/** Where an item is; `share` 0..1 of that phase is behind it. */
interface Whereabouts {
  readonly phase: Phase;
  readonly share: number;
}

/** When an item goes into the model, ms. */
export function entersModelMs(modeId: ModeId, { startedAtMs, finishedAtMs }: TraceItem): number {
  return startedAtMs + PARTS[modeId].model * (finishedAtMs - startedAtMs);
}

/** Every item is in one phase at every moment, and never goes back to an earlier one. @param atMs on the lane's clock */
export function whereaboutsOf(modeId: ModeId, item: TraceItem, atMs: number): Whereabouts {
  const { arrivedAtMs, startedAtMs, finishedAtMs } = item;
  if (atMs >= finishedAtMs) return { phase: 'answered', share: 1 };
  if (atMs < arrivedAtMs) return { phase: 'to-come', share: 0 };
  if (atMs < startedAtMs) return within('waiting', arrivedAtMs, startedAtMs, atMs);
  const modelMs = entersModelMs(modeId, item);
  if (atMs < modelMs) return within('travelling', startedAtMs, modelMs, atMs);
  const backMs = Math.max(modelMs, startedAtMs + PARTS[modeId].back * (finishedAtMs - startedAtMs));
  if (atMs < backMs) return within('in-model', modelMs, backMs, atMs);
  return within('returning', backMs, finishedAtMs, atMs);
}

function within(phase: Phase, fromMs: number, toMs: number, atMs: number): Whereabouts {
  return { phase, share: toMs > fromMs ? Math.min(1, (atMs - fromMs) / (toMs - fromMs)) : 1 };
}

type Counts = Readonly<Record<Phase, number>>;

/** How many items of a lane are in each phase. */
export function countsAt({ modeId, items }: LaneTrace, atMs: number): Counts {
  const counts: Record<Phase, number> = {
    'to-come': 0,
    waiting: 0,
    travelling: 0,
    'in-model': 0,
    returning: 0,
    answered: 0,
  };
  for (const item of items) counts[whereaboutsOf(modeId, item, atMs).phase]++;
  return counts;
}
