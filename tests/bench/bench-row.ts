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
  /** One for all, where a page is as good as a browser. */
  readonly browser: Browser;
  /** A fresh one, as a person opens it; whoever asks for it closes it. */
  launchBrowser(): Promise<Browser>;
  /** The native server under test. */
  readonly baseUrl: string;
  /** The parts that were asked for (`quiet:online` asks `quiet` for `online`); none = all. */
  readonly parts: readonly string[];
}
