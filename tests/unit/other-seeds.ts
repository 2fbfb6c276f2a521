import { mix } from '@/lib/simulate/random/streams';

/** `npm run soak -- seeds` has more. */
const COUNT = Number(process.env.TRILANE_TEST_SEEDS || 2);
const FIRST = Number(process.env.TRILANE_TEST_SEED || 1);

/** Whole numbers that what holds with one seed must hold with, too. */
export const OTHER_SEEDS: readonly number[] = Array.from({ length: COUNT }, (_, index) => mix(FIRST, index));
