import { MOST_EXACT_REQUESTS } from '../scenario/limits';
import type { SimSetup } from './fields';

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3600;
/** More days than these tell nothing more. */
const MOST_DAYS = 28;

/** How the rate follows from the users, and what of it is played. */
export interface Load {
  readonly requestsPerDay: number;
  /** users x requests a day / 86,400 s. */
  readonly meanPerSecond: number;
  /** Of the busiest moment of the day. */
  readonly peakPerSecond: number;
  /** Requests that are played one by one. */
  readonly requests: number;
  /**
   * `days`: whole days and what is left of the last, at the rates of the curve. `busiest-hour`: a day is too many; an hour at the peak rate.
   * `busiest-part`: that hour is too many, too; its first requests.
   */
  readonly played: 'days' | 'busiest-hour' | 'busiest-part';
  /** About so much time is played, s. */
  readonly seconds: number;
}

export function loadOf({ users, requestsPerDay: asks, peakFactor, requests: asked, hybrids }: SimSetup): Load {
  // Lanes made of two parts are only played one by one.
  const most = hybrids.length === 0 ? asked : Math.min(asked, MOST_EXACT_REQUESTS);
  const requestsPerDay = users * asks;
  const meanPerSecond = requestsPerDay / SECONDS_PER_DAY;
  const peakPerSecond = meanPerSecond * peakFactor;
  const rates = { requestsPerDay, meanPerSecond, peakPerSecond };
  if (requestsPerDay <= most) {
    const requests = Math.min(most, Math.max(1, Math.round(requestsPerDay * MOST_DAYS)));
    return { ...rates, requests, played: 'days', seconds: requests / meanPerSecond };
  }
  const ofHour = Math.max(1, Math.round(peakPerSecond * SECONDS_PER_HOUR));
  const requests = Math.min(most, ofHour);
  const seconds = requests / peakPerSecond;
  return { ...rates, requests, played: ofHour <= most ? 'busiest-hour' : 'busiest-part', seconds };
}
