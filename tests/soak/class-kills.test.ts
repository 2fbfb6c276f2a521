import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../lib/commands/port.mjs';
import { startLanes } from '../durability/class-lanes';
import { planFaults } from '../durability/fault-plan';
import {
  expectToSurvive,
  type FaultySystem,
  LONGEST_MS,
  startFaultySystem,
  untilTrue,
  whenItAnswers,
} from '../durability/faulty-system';
import { SEED, SEEDED } from '../durability/seed';

const FAULTS = Number(process.env.TRILANE_TEST_CLASS_FAULTS || 20);
const LANES = 20;
/** What a lane may be told while things are killed: that the server, its database or its worker was away, that the disk was full, or that its job was given up meanwhile. */
const EXPLAINED = [
  ...['right', 'server-unreachable', 'database-unavailable', 'not-ready', 'engine-died', 'storage-full', 'cancelled'],
];

let system: FaultySystem;
let baseUrl: string;
beforeAll(async () => {
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  system = await startFaultySystem(port);
});
afterAll(() => system.stop());

describe(`a class whose Lab runs while things are killed ${SEEDED}`, () => {
  test(
    `${FAULTS} kills: each of its jobs has right answers or a typed failure, none hangs, and big jobs lose no row and double none`,
    async () => {
      process.stdout.write(`class-kills: seed ${SEED}; TRILANE_TEST_SEED=${SEED} repeats them\n`);
      const lanes = startLanes(baseUrl, { lanes: LANES, seed: SEED, longestMs: LONGEST_MS });
      const survived = expectToSurvive(system, planFaults(SEED, FAULTS));
      await survived.catch(() => {});
      const ends = await lanes.finish();
      process.stdout.write(`class-kills: jobs of ${LANES} lanes: ${JSON.stringify(ends)}\n`);
      await survived;
      expect(Object.keys(ends).filter((end) => !EXPLAINED.includes(end))).toEqual([]);
      expect(ends.right).toBeGreaterThanOrEqual(LANES);
      const leftOver = async () => {
        const { rows } = await whenItAnswers(() =>
          system.host().database.pool.query<{ open: number; short: number }>(
            `select (count(*) filter (where finished_at is null))::integer as open,
                 (count(*) filter (where state = 'completed' and done <> count))::integer as short from jobs where queue = 'short'`,
          ),
        );
        return rows[0];
      };
      await untilTrue('no job of the Lab is open', async () => (await leftOver())?.open === 0);
      expect(await leftOver()).toEqual({ open: 0, short: 0 });
    },
    Math.max(600_000, FAULTS * 60_000),
  );
});
