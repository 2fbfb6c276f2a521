import { createRandom } from '../../workload/random';

/** What getting started costs a teacher each time (finding the key, clearing the desk), and what a paper costs. Assumed. */
export const SET_UP_MINUTES = 30;
export const MINUTES_PER_PAPER = 4;

/** How long marking is shown for: slower than it is beside the days, or it could not be seen. */
const MARKING_SHOWN_DAYS = 2;

export interface GradingSetting {
  readonly papersPerDay: number;
  /** Whole days from one marking to the next. */
  readonly daysBetween: number;
}

export interface GradingFigures {
  readonly papersPerPile: number;
  /** From handing in to the marking: T/2, the mean of a uniform arrival in an interval of T. */
  readonly waitDaysMean: number;
  /** A fixed cost spread over n papers: a/n + b. */
  readonly minutesPerPaper: number;
  readonly setUpMinutesPerPaper: number;
  readonly pileMinutes: number;
}

/** What marking a pile every `daysBetween` days costs and how long a paper waits. */
export function gradingFigures({ papersPerDay, daysBetween }: GradingSetting): GradingFigures {
  const papersPerPile = papersPerDay * daysBetween;
  const setUpMinutesPerPaper = SET_UP_MINUTES / papersPerPile;
  return {
    papersPerPile,
    waitDaysMean: daysBetween / 2,
    minutesPerPaper: setUpMinutesPerPaper + MINUTES_PER_PAPER,
    setUpMinutesPerPaper,
    pileMinutes: SET_UP_MINUTES + MINUTES_PER_PAPER * papersPerPile,
  };
}

/** When the papers of one pile are handed in, in days from the last marking, rising: one in each equal slot, anywhere in it. */
export function paperTimesDays({ papersPerDay, daysBetween }: GradingSetting, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: papersPerDay * daysBetween }, (_, slot) => (slot + random()) / papersPerDay);
}

export interface GradingMoment {
  /** Days since the last marking, at most `daysBetween`. */
  readonly day: number;
  readonly waiting: number;
  readonly marked: number;
  readonly marking: boolean;
  /** The last paper to land is so far on its way, 0..1; 1 once it lies. */
  readonly landing: number;
}

const LANDING_DAYS = 0.35;

/** How long a pile takes in the picture, gathering and marking, in days shown. */
export const gradingCycleDays = ({ daysBetween }: GradingSetting) => daysBetween + MARKING_SHOWN_DAYS;

/** What is on the desk `shownDays` into the picture; the piles follow each other without end. */
export function gradingAt(setting: GradingSetting, timesDays: Float64Array, shownDays: number): GradingMoment {
  const into = shownDays % gradingCycleDays(setting);
  const all = timesDays.length;
  if (into < setting.daysBetween) {
    const waiting = countUntil(timesDays, into);
    const last = timesDays[waiting - 1];
    const landing = last === undefined ? 1 : Math.min(1, (into - last) / LANDING_DAYS);
    return { day: into, waiting, marked: 0, marking: false, landing };
  }
  const marked = Math.min(all, Math.floor(((into - setting.daysBetween) / MARKING_SHOWN_DAYS) * 1.15 * all));
  return { day: setting.daysBetween, waiting: all - marked, marked, marking: true, landing: 1 };
}

function countUntil(timesDays: Float64Array, day: number): number {
  const after = timesDays.findIndex((time) => time > day);
  return after < 0 ? timesDays.length : after;
}
