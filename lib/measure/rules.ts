import type { FloorId } from './floors';

/*
 * The figures of SPEC.md, each once: whoever judges, draws or words a rule takes its figure from here. Times in ms, shares 0..1.
 * A test finds each of them in the text of its rule.
 */

/** SPEC 2.2: the chance that a percentile is shown with fewer than two samples beyond it. */
export const UNEARNED_CHANCE = 0.01;

/** SPEC 2.4: no browser's clock resolves less; shorter times are drawn as this, and make no factor. */
export const SHORTEST_DRAWN_MS = 0.005;

/** SPEC 2.5: blocks of items that tell what the items of a percentile are worth. */
export const PERCENTILE_BLOCKS = 10;

/** SPEC 2.5: items worth fewer than this bear no interval of a median: even their whole range misses it one time in sixteen. */
export const FEWEST_FOR_MEDIAN_INTERVAL = 6;

/** SPEC 2.6: with four repeats, even the range of all of them misses one time in eight. */
export const FEWEST_REPEATS = 5;

/** SPEC 3.3 */
export const MOST_WINDOWS = 30;
/** SPEC 3.3: from how many times its mean rate on the best window of a lane is called a burst. */
export const BURST_FACTOR = 2;

/** SPEC 3.4: blocks of a rate's interval, by their worth, and how many answers one has on average. */
export const MOST_BLOCKS = 30;
export const FEWEST_BLOCKS = 5;
export const FEWEST_ANSWERS_A_BLOCK = 10;

/** SPEC 4.1: the items around the median, as shares of all. */
export const MEDIAN_ITEMS = { from: 0.4, to: 0.6 } as const;
/** SPEC 4.2: the parts may claim so many times the whole. */
export const MOST_CLAIMED = 1.02;
/** SPEC 4.4: from which share of the median item's time on its queue is spoken of. */
export const QUEUE_SHARE_TO_SAY = 0.2;

/** SPEC 5.1: how long a lane is at work; in class so many answers are enough as well. */
export const FLOOR_MS = { class: 10_000, full: 600_000 } as const satisfies Record<FloorId, number>;
export const CLASS_ANSWERS = 100;
/** SPEC 5.1: of the time a full run takes, so much is enough. */
export const ENOUGH_OF_FULL = 0.98;
/** SPEC 5.1: what is shorter is too short. */
export const LEAST_MS = {
  class: FLOOR_MS.class,
  full: ENOUGH_OF_FULL * FLOOR_MS.full,
} as const satisfies Record<FloorId, number>;

/** SPEC 5.2 */
export const MOST_FAILED_SHARE = 0.01;

/** SPEC 5.3: an item that left later than this after it was due was sent late. */
export const LATE_AFTER_MS = 5;
/** SPEC 5.3: more late items than this are a caution. */
export const LATE_SHARE_TO_SAY = 0.01;
/** SPEC 5.3: more late items than this, and late by more than so much of the median latency, make a run INVALID. */
export const MOST_LATE_SHARE = 0.1;
export const SMALL_LATENESS_SHARE = 0.1;
/** SPEC 5.3: lateness that raised a figure by a larger factor makes a run INVALID. */
export const MOST_LATE_SHIFT = 1.1;
/** SPEC 5.3: what lateness must not raise for a run to be valid. Of a run in class p99 alone is not to be quoted. */
export const SPOILS_A_RUN = { class: ['p50', 'p90'], full: ['p50', 'p90', 'p99'] } as const;
/** SPEC 5.3: so late an item may be without harm: the step of a browser's timers. */
export const TIMER_STEP_MS = 1;

/** SPEC 5.5: a clock should step at most this share of what it times. */
export const MOST_CLOCK_SHARE = 0.1;

/** SPEC 5.6: equal parts of a schedule, how many of them are judged, and how far a settled lane moves in these. */
export const STABILITY_WINDOWS = 5;
export const JUDGED_WINDOWS = 3;
export const MOST_MOVED = 1.1;

/** SPEC 5.7: a browser's connections to a host over HTTP/1.1 (Chrome, Firefox and Safari alike). */
export const BROWSER_CONNECTIONS = 6;
/** SPEC 5.7: requests held back in the page for more of the time than this are said. */
export const FULL_SHARE_TO_SAY = 0.1;

/** SPEC 5.10: of a core, for the page's own thread. */
export const MOST_PAGE_BUSY_SHARE = 0.2;
/** SPEC 5.10: a look at the page that waited longer than this found it busy, and fewer looks than this say nothing. */
export const FREE_WITHIN_MS = 1;
export const FEWEST_LOOKS = 20;

/** SPEC 5.12: a proposed rate, as a share of what the slowest lane kept up with, or of the present one where that is not known. */
export const PROPOSED_OF_KEPT_UP = 0.7;
export const PROPOSED_OF_PRESENT = 0.5;

/** SPEC 5.15: a wait for jobs of others is said from this share of the median latency on. */
export const OTHERS_SHARE_TO_SAY = 0.1;

/** SPEC 6.2: a figure without an interval is only called different from this factor on. */
export const PLAIN_FACTOR = 1.25;

/** SPEC 6.4: fewer answers than this in a lane and no test is made; and its level. */
export const FEWEST_TESTED = 20;
export const SIGNIFICANT = 0.05;
/** SPEC 6.4: the level where a median bears no interval. */
export const CLEARLY_SIGNIFICANT = 0.01;
/** SPEC 6.4: of the answers of a lane, at each end, where they stand for an interval of its median. */
export const MOST_LEFT_OUT = 0.01;

/** SPEC 6.5 (Vargha & Delaney, 2000): from which share of pairs on a superiority is called so. */
export const EFFECT_FROM = { large: 0.71, medium: 0.64, small: 0.56 } as const;

/** SPEC 6.8: an interval of a ratio that leaves room for this factor is too noisy to say; also the factor of 5.6. */
export const NOISY_FACTOR = 1.5;
