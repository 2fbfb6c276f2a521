import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planFaults } from './fault-plan';
import { expectToSurvive, type FaultySystem, startFaultySystem } from './faulty-system';
import { SEED, SEEDED } from './seed';
import { countOf } from './shared-notes';

/** `npm run soak` has more. */
const FAULTS = Number(process.env.TRILANE_TEST_FAULTS || 20);

let system: FaultySystem;
beforeAll(async () => {
  system = await startFaultySystem();
});
afterAll(() => system.stop());

describe(`a batch system in which one thing is killed for each chunk that gets done ${SEEDED}`, () => {
  test(
    `${FAULTS} faults (workers, server and database killed, a disk that is full now and then) lose no row and double none`,
    async () => {
      process.stdout.write(`faults: seed ${SEED}; TRILANE_TEST_SEED=${SEED} repeats them\n`);
      await expectToSurvive(system, planFaults(SEED, FAULTS));
      expect(countOf(system.place.dataRoot, 'full-disks')).toBeGreaterThan(0);
    },
    Math.max(600_000, FAULTS * 30_000),
  );
});
