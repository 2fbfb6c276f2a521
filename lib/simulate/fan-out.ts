import { quantilesInPlace } from './statistics/quantiles';

/** One answer in a hundred is slower. */
const SLOW = 0.99;

/**
 * A page that asks so many at once, and is there when the slowest has answered: the share of pages that take longer than
 * 99 of 100 single answers do (SPEC 2.9; Dean & Barroso, The Tail at Scale, Communications of the ACM 56, 2013). Answers in
 * a row make a page each, so they must not wait for one another.
 *
 * @param latenciesMs of the answers, in the order in which they were asked for
 * @returns 0..1; `null` where there are not enough answers for one page
 */
export function slowPageShare(latenciesMs: readonly number[], answersOfPage: number): number | null {
  const pages = Math.floor(latenciesMs.length / answersOfPage);
  if (pages === 0) return null;
  const [slowMs = 0] = quantilesInPlace(Float64Array.from(latenciesMs), [SLOW]);
  let slow = 0;
  for (let page = 0; page < pages; page++) {
    const from = page * answersOfPage;
    if (latenciesMs.slice(from, from + answersOfPage).some((ms) => ms > slowMs)) slow++;
  }
  return slow / pages;
}
