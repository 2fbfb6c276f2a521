import { simulate } from '../simulate/simulate';
import type { Order, Play, Report } from './messages';

/** A newer order is heard between two slices of about so long, and progress told. ms */
const SLICE_MS = 40;

interface Host {
  now(): number;
  /** Lets what has come in the meantime be heard. */
  pause(): Promise<void>;
  post(report: Report): void;
}

/** What the worker does: plays the newest order, and leaves an older one where it is. */
export function serveOrders({ now, pause, post }: Host): (order: Order) => Promise<void> {
  let newest = -1;

  /** @returns false where a newer order has come */
  async function play(id: number, { key, scenario, sample }: Play): Promise<boolean> {
    const playing = simulate(scenario, sample);
    let sliceEndMs = now() + SLICE_MS;
    for (;;) {
      const step = playing.next();
      if (step.done) {
        const { lanes, samples, events } = step.value;
        post({ id, kind: 'played', key, played: { lanes, samples, events } });
        return true;
      }
      if (now() < sliceEndMs) continue;
      post({ id, kind: 'progress', key, share: step.value.share });
      await pause();
      if (newest !== id) return false;
      sliceEndMs = now() + SLICE_MS;
    }
  }

  return async ({ id, plays }) => {
    newest = id;
    post({ id, kind: 'begun' });
    try {
      for (const one of plays) {
        if (!(await play(id, one))) return;
        await pause();
        if (newest !== id) return;
      }
      post({ id, kind: 'over' });
    } catch (thrown) {
      post({ id, kind: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
}
