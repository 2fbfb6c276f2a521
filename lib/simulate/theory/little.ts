/**
 * Little's law (SPEC 1.2; Little, 1961): how many are in a system, on the mean over time, of those that come to it and stay.
 * @param perSecond of those that stay, 1/s
 * @param stayMsMean how long each stays, ms
 */
export function numberIn(perSecond: number, stayMsMean: number): number {
  return (perSecond * stayMsMean) / 1000;
}

/**
 * The same law the other way round: how long each stays, ms.
 * @param numberMean how many are in the system, on the mean over time
 * @param perSecond of those that come, 1/s; more than 0
 */
export function stayMs(numberMean: number, perSecond: number): number {
  return (1000 * numberMean) / perSecond;
}
