/** Requests that are played one by one; more are approximated. */
export const MOST_EXACT_REQUESTS = 10_000_000;
/** Ten billion a day for a hundred days. */
export const MOST_REQUESTS = 1e12;
export const MOST_RATE = 1e9;
/** One in twelve days. */
export const LEAST_RATE = 1e-6;
/** Ten days. */
export const MOST_MS = 864_000_000;
/** Of a recording, from one moment to the next, ms. */
export const LEAST_STRETCH_MS = 1e-3;
/** Shorter ones would be noise of the clock, and events without end. */
export const LEAST_PERIOD_MS = 1;
export const LEAST_MBPS = 0.001;
/** A year. */
export const MOST_PERIOD_MS = 31_536_000_000;
export const MOST_SERVERS = 1000;
export const MOST_WORKERS = 1000;
export const MOST_BATCH = 65_536;
export const MOST_SAMPLES = 100_000;
/** Each has a number of 31 bits. */
export const MOST_DEVICES = 2_000_000_000;
/** Users of a closed loop: each has an event under way. */
export const MOST_LOOPS = 1_000_000;
export const MOST_RETRIES = 20;
export const MOST_REPLICATIONS = 100;
export const MOST_BYTES = 1e12;
