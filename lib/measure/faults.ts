/** What the page itself did while lanes ran. */
export interface Footprint {
  /** The share of the time in which the page's own thread was busy, 0..1; `null` = too few looks to say. */
  readonly mainThreadBusyShare: number | null;
  /** At so many moments it was looked at. */
  readonly probes: number;
  /** The longest it was seen busy without a pause, ms; 0 = it was not. */
  readonly longestBusyMs: number;
  /** Tasks of over 50 ms; `null` = this browser does not tell. */
  readonly longTasks: number | null;
}

/** What happened to the device or the page during a run that makes its figures suspect (SPEC 5). */
export interface RunFaults {
  /** Browsers slow hidden pages. */
  readonly wasHidden: boolean;
  /** The longest the device stood still (asleep, or the page frozen), ms; 0 = it did not. */
  readonly sleptMs: number;
  /** The operating system said that the CPU was throttled or overloaded (Compute Pressure: serious or critical). */
  readonly underPressure: boolean;
  /** Tasks of over 50 ms on the page's own thread while lanes ran; `null` = this browser does not tell. */
  readonly longTasks: number | null;
  /** The smallest step of the clock that timed the edge lane, ms; `null` = not known. */
  readonly clockStepMs: number | null;
  /** `null` = it was not measured, as in files of before there was any. */
  readonly footprint: Footprint | null;
  /** The file this run was read from does not fit its checksum. */
  readonly altered: boolean;
}

export const NO_FAULTS: RunFaults = {
  wasHidden: false,
  sleptMs: 0,
  underPressure: false,
  longTasks: null,
  clockStepMs: null,
  footprint: null,
  altered: false,
};
