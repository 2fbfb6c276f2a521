const Z = 1.959963984540054;
/** Where the expansion is not good enough yet. */
const SMALL = [12.7062, 4.30265, 3.18245, 2.77645] as const;

/**
 * The 97.5 % quantile of Student's t: how many standard errors a 95 % interval takes on each side. By Abramowitz & Stegun
 * 26.7.5, good to 0.1 % from five degrees of freedom on; a table below. @param freedom degrees of freedom, 1 or more
 */
export function studentT975(freedom: number): number {
  const tabled = SMALL[freedom - 1];
  if (tabled !== undefined) return tabled;
  return (
    Z +
    (Z ** 3 + Z) / (4 * freedom) +
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * freedom ** 3)
  );
}
