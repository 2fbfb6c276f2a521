import type { Browser } from 'playwright/test';

/** One line of the benchmark's table. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is compared with, measured in the same run, or the budget it must keep to. */
  readonly baseline: string;
  /** value / baseline, or value / budget. */
  readonly ratio: number;
  /** What the ratio must be, e.g. `<= 1.05`. */
  readonly target: string;
  readonly ok: boolean;
}

export interface BenchSetting {
  readonly browser: Browser;
  /** The native server under test. */
  readonly baseUrl: string;
}
