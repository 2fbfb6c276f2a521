import { METERED_PROCESSES, type MeteredProcess } from '../wire/meter-schema';
import type { CpuByProcess } from './cpu-shares';

/** What the processes have spent since each started. */
export type CpuReading = Readonly<
  Partial<Record<MeteredProcess, { readonly processId: number; readonly cpuSeconds: number }>>
>;

/** Keeps what the processes spend while nothing is asked of them (SPEC 7.7). */
export interface IdleWatch {
  /** To be called every so often: the time since the call before counts if nothing was done in it. */
  note(reading: CpuReading, nowMs: number, workDone: number): void;
  /** Mean CPU a second at rest of each process that was seen so. */
  perSecond(): CpuByProcess;
}

/** Five minutes of rest: long enough for what comes once a minute. */
const MOST_STRETCHES = 30;

export function createIdleWatch(): IdleWatch {
  const stretches = new Map<MeteredProcess, { readonly cpuSeconds: number; readonly seconds: number }[]>();
  let before: { readonly reading: CpuReading; readonly atMs: number; readonly workDone: number } | undefined;
  return {
    note(reading, atMs, workDone) {
      const since = before;
      before = { reading, atMs, workDone };
      if (!since || since.workDone !== workDone) return;
      const seconds = (atMs - since.atMs) / 1000;
      if (!(seconds > 0)) return;
      for (const name of METERED_PROCESSES) {
        const [then, now] = [since.reading[name], reading[name]];
        // A new process spends its first moments on starting.
        if (!then || !now || then.processId !== now.processId) continue;
        const known = stretches.get(name) ?? [];
        known.push({ cpuSeconds: now.cpuSeconds - then.cpuSeconds, seconds });
        if (known.length > MOST_STRETCHES) known.shift();
        stretches.set(name, known);
      }
    },
    perSecond() {
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      return Object.fromEntries(
        [...stretches].map(([name, known]) => [
          name,
          sum(known.map(({ cpuSeconds }) => cpuSeconds)) / sum(known.map(({ seconds }) => seconds)),
        ]),
      );
    },
  };
}
