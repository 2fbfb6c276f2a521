/** Of everything that is drawn in a test: `TRILANE_TEST_SEED` repeats a run that failed, or tries another one. */
export const SEED = Number(process.env.TRILANE_TEST_SEED || 1);
if (!Number.isInteger(SEED)) throw new Error('TRILANE_TEST_SEED must be a whole number.');

/** For the names of tests, which stand in every report of a failure. */
export const SEEDED = `(TRILANE_TEST_SEED=${SEED})`;
