import { exactExp } from '../random/exact';
import type { ClientClass } from '../scenario/clients-schema';

/** What computing does to devices: their batteries, and how hot they are. */
export class DevicePower {
  /** Requests that were slower because the device was hot, or saved its battery. */
  throttled = 0;
  joules = 0;
  /** J left, and in which period they were charged. */
  readonly #charge: Float64Array;
  readonly #charged: Int32Array;
  /** Recent busy time that has not cooled off, ms, and when it was so. */
  readonly #heat: Float64Array;
  readonly #heatMs: Float64Array;

  /** @param count rows: each call is of one */
  constructor(count: number, classes: readonly ClientClass[]) {
    const having = (is: (one: ClientClass) => boolean) => (classes.some(is) ? count : 0);
    this.#charge = new Float64Array(having(({ battery }) => battery !== null));
    this.#charged = new Int32Array(this.#charge.length).fill(-1);
    this.#heat = new Float64Array(having(({ heat }) => heat !== null));
    this.#heatMs = new Float64Array(this.#heat.length);
  }

  isEmpty(device: number, { battery }: ClientClass, atMs: number): boolean {
    if (!battery) return false;
    const period = Math.floor(atMs / battery.chargedEveryMs);
    if ((this.#charged[device] as number) < period) {
      this.#charged[device] = period;
      this.#charge[device] = battery.joules;
    }
    return (this.#charge[device] as number) <= 0;
  }

  /** How many times as long the device takes now. */
  slowdown(device: number, { slowdown, battery, heat }: ClientClass, atMs: number): number {
    let times = slowdown;
    if (heat) {
      // Cooled off since it was last looked at: Newton's law.
      const warm = (this.#heat[device] as number) * exactExp(((this.#heatMs[device] as number) - atMs) / heat.overMs);
      this.#heat[device] = warm;
      this.#heatMs[device] = atMs;
      if (warm / heat.overMs > heat.busyMost) times *= heat.slowdown;
    }
    if (battery && (this.#charge[device] as number) < battery.saverBelow * battery.joules)
      times *= battery.saverSlowdown;
    if (times > slowdown) this.throttled++;
    return times;
  }

  use(device: number, { battery, heat }: ClientClass, busyMs: number, endMs: number): void {
    if (battery) {
      const joules = (battery.joulesPerBusySecond * busyMs) / 1000;
      this.#charge[device] = (this.#charge[device] as number) - joules;
      this.joules += joules;
    }
    if (heat) {
      this.#heat[device] = (this.#heat[device] as number) + busyMs;
      this.#heatMs[device] = Math.max(this.#heatMs[device] as number, endMs - busyMs);
    }
  }
}
