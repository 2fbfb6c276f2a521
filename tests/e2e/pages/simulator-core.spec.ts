import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { withSimulateWorker } from '../../bench/simulate/in-browser';
import { everyLane } from '../../bench/simulate/scenarios';
import { expect, test } from '../support';

test('a scenario of every lane gives the same figures in Chromium as in Node, to the last bit', async ({ browser }) => {
  const scenario = everyLane(3000);
  const read = readScenario(scenario);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { text } = await withSimulateWorker(browser, (play) => play({ kind: 'scenario', scenario }));
  // As JSON, both: a number is told with all its digits.
  expect(text).toBe(JSON.stringify(simulateAtOnce(read.scenario, 0).lanes));
  expect(JSON.parse(text)).toHaveLength(6);
});
