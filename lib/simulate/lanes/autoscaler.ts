import type { Level } from '../events/levels';
import type { Online } from '../scenario/lanes-schema';

/** What an autoscaler sees of a pool, and does to it. */
export interface ScaledPool {
  /** Workers that work on something, and workers that are there. */
  readonly busy: Level;
  readonly capacity: Level;
  /** Servers that take requests. */
  readonly upCount: number;
  /** Those, and those that start or are repaired. */
  readonly thereCount: number;
  start(count: number, nowMs: number): void;
  /** As many of those that take requests as leaves the least. */
  drain(count: number, nowMs: number): void;
  /** @param look its number: it is to be handed back at that moment */
  noteLook(atMs: number, look: number): void;
}

/**
 * As the Horizontal Pod Autoscaler of Kubernetes does: servers wanted = servers x utilisation since the last look / target, rounded up, looked at every so
 * often. Looks that can change nothing are not played: as long as as many are busy and as many are there, all see the same. Whoever changes that
 * wakes it, and the next look sees what it would have seen.
 */
export class Autoscaler {
  readonly #spec: NonNullable<Online['autoscaling']>;
  readonly #pool: ScaledPool;
  #changedMs = Number.NEGATIVE_INFINITY;
  /** When it looked last, or would have, and the areas at that moment. */
  #lookedMs = 0;
  #busyArea = 0;
  #capacityArea = 0;
  #isAsleep = false;
  /** What stays so while it sleeps. */
  #busy = 0;
  #capacity = 0;
  #noted = 0;
  #notedMs = Number.POSITIVE_INFINITY;

  constructor(spec: NonNullable<Online['autoscaling']>, pool: ScaledPool) {
    this.#spec = spec;
    this.#pool = pool;
    this.#note(spec.everyMs);
  }

  /** Call where as many are busy or there as not before, at the moment of it. */
  wake(nowMs: number): void {
    if (!this.#isAsleep) return;
    this.#isAsleep = false;
    const { everyMs } = this.#spec;
    let looks = Math.floor((nowMs - this.#lookedMs) / everyMs);
    if (this.#lookedMs + looks * everyMs > nowMs) looks--;
    if (looks > 0) {
      const { busy, capacity } = this.#pool;
      this.#lookedMs += looks * everyMs;
      busy.change(nowMs, 0);
      capacity.change(nowMs, 0);
      this.#busyArea = busy.area - this.#busy * (nowMs - this.#lookedMs);
      this.#capacityArea = capacity.area - this.#capacity * (nowMs - this.#lookedMs);
    }
    if (this.#notedMs !== this.#lookedMs + everyMs) this.#note(this.#lookedMs + everyMs);
  }

  look(look: number, nowMs: number): void {
    if (look !== this.#noted) return;
    const { busy, capacity } = this.#pool;
    busy.change(nowMs, 0);
    capacity.change(nowMs, 0);
    const isConstant = this.#isAsleep;
    this.#isAsleep = false;
    const [worked, could] = isConstant
      ? [this.#busy, this.#capacity]
      : [busy.area - this.#busyArea, capacity.area - this.#capacityArea];
    this.#lookedMs = nowMs;
    this.#busyArea = busy.area;
    this.#capacityArea = capacity.area;
    const more = this.#moreWanted(could > 0 ? worked / could : 0);
    if (more > 0) {
      this.#changedMs = nowMs;
      this.#pool.start(more, nowMs);
    } else if (more < 0 && nowMs - this.#changedMs >= this.#spec.coolDownMs) {
      this.#changedMs = nowMs;
      this.#pool.drain(-more, nowMs);
    }
    this.#sleep(nowMs);
  }

  /** How many servers more there should be, or less; 0 where none may be taken away. */
  #moreWanted(utilisation: number): number {
    const { least, most, targetUtilisation } = this.#spec;
    const { upCount, thereCount } = this.#pool;
    const wanted = Math.ceil((upCount * utilisation) / targetUtilisation - 1e-9);
    const more = Math.min(most, Math.max(least, wanted, upCount === 0 ? thereCount : 0)) - thereCount;
    return more < 0 && upCount <= least ? 0 : more;
  }

  /** Until somebody wakes it, or until the first look that does something if nobody does. */
  #sleep(nowMs: number): void {
    const { everyMs, coolDownMs } = this.#spec;
    this.#isAsleep = true;
    this.#busy = this.#pool.busy.value;
    this.#capacity = this.#pool.capacity.value;
    const more = this.#moreWanted(this.#capacity > 0 ? this.#busy / this.#capacity : 0);
    if (more === 0) {
      this.#noted++;
      this.#notedMs = Number.POSITIVE_INFINITY;
      return;
    }
    const coolMs = more > 0 ? 0 : this.#changedMs + coolDownMs - nowMs;
    let looks = Math.max(1, Math.ceil(coolMs / everyMs));
    // As it will be asked then.
    if (more < 0 && nowMs + looks * everyMs - this.#changedMs < coolDownMs) looks++;
    this.#note(nowMs + looks * everyMs);
  }

  #note(atMs: number): void {
    this.#notedMs = atMs;
    this.#pool.noteLook(atMs, ++this.#noted);
  }
}
