import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { isEmulated } from '@/lib/emulate/conditions';
import { EXERCISE_IDS } from '@/lib/exercises/catalog';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import { type Asked, judgeRun } from '@/lib/exercises/evidence/judge-run';
import { poolFigures } from '@/lib/exercises/evidence/pool-figures';
import type { Reading } from '@/lib/exercises/evidence/reading';
import { figuresOfRun } from '@/lib/exercises/evidence/run-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { setupOfLeg } from '@/lib/exercises/leg';
import { readExercises } from '@/lib/exercises/source/read-exercises';
import { conditionsOf, type ExperimentSetup, lanesOf } from '@/lib/experiment/setup';
import { formatSetup } from '@/lib/experiment/setup-url';
import { canBeSampled } from '../can-be-sampled';
import type { BenchSetting } from './bench-row';
import { askedOf } from './grades';
import { reasonsInWords, takeKeptRun } from './kept-run';
import { runLab } from './run-lab';

const SAMPLE_PATH = 'lib/exercises/sample-evidence.json';
/** Runs of one leg; then the machine is too busy. */
const MOST_TRIES = 5;
const DIGITS = 4;

type Samples = Record<string, readonly LegEvidence[]>;

/**
 * `npm run sample-evidence -- "a laptop with two cores" [first-answer ...]`: measures the legs of every exercise that can
 * be measured for others (or of those named) through the page, as a learner would, and keeps what runs showed that are good enough for what each asks (SPEC 5.11). To
 * be run on a quiet machine. Each exercise is written as soon as it is done.
 * @returns whether all of them could be measured
 */
export async function writeSamples({ browser, baseUrl }: Omit<BenchSetting, 'parts'>, asked: readonly string[]) {
  const [machine, ...names] = asked;
  const all = (await readExercises()).filter(({ ask }) => canBeSampled(ask));
  const ids = all.map(({ ask }) => ask.id);
  const unknown = names.find((name) => !ids.includes(name));
  if (!machine || ids.includes(machine) || unknown)
    throw new Error(`usage: npm run sample-evidence -- "the machine" [exercise ...]; there are: ${ids.join(', ')}`);
  const page = await browser.newPage();
  let isWhole = true;
  for (const exercise of all) {
    if (names.length > 0 && !names.includes(exercise.ask.id)) continue;
    const legs = await measure(page, baseUrl, exercise, machine);
    if (legs) await keep(exercise.ask.id, legs);
    else isWhole = false;
    process.stdout.write(`${exercise.ask.id}: ${legs ? 'measured' : 'NOT measured'}\n`);
  }
  await page.close();
  return isWhole;
}

async function measure(page: Page, baseUrl: string, exercise: AnyExercise, machine: string) {
  const { ask, key } = exercise;
  const legs: LegEvidence[] = [];
  for (const [index, leg] of ask.legs.entries()) {
    const setup = setupOfLeg(leg, legs);
    const measured = setup && (await measureLeg(page, baseUrl, setup, askedOf(exercise, index)));
    if (!setup || !measured) return null;
    const emulated = lanesOf(setup).filter((lane) => isEmulated(conditionsOf(setup, lane)));
    legs.push({ ...measured, runId: null, emulated, trials: [], sample: machine });
  }
  return key.truth(legs) ? legs : null;
}

/** The first run that counts for the leg. */
async function measureLeg(page: Page, baseUrl: string, wanted: ExperimentSetup, asked: Asked) {
  const query = formatSetup(wanted);
  // With its rate and its items: the Lab may propose others.
  const address = formatSetup(wanted, { perSecond: Number.NaN, count: Number.NaN });
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await runLab(page, `${baseUrl}/lab?${address}`, 300_000);
    const kept = await takeKeptRun(page);
    const { setup, startedAt } = kept.run;
    const ran = formatSetup(setup);
    const { faults, excused } = judgeRun(kept.passes, asked);
    if (ran === query && startedAt && faults.length === 0) {
      const figures = poolFigures(kept.passes.map(({ summaries }) => figuresOfRun(summaries)));
      return {
        setup: ran,
        measuredAt: startedAt,
        figures: rounded(figures),
        ...(excused.length > 0 && { excused: [...excused] }),
      };
    }
    process.stdout.write(`    ${query}: ${ran === query ? reasonsInWords(kept) : `ran ${ran}`}\n`);
  }
  return null;
}

function rounded(figures: Readonly<Record<string, Reading>>): Record<string, Reading> {
  const short = (value: number) => Number(value.toPrecision(DIGITS));
  return Object.fromEntries(
    Object.entries(figures).map(([id, { value, low, high }]) => [
      id,
      { value: short(value), low: short(low), high: short(high) },
    ]),
  );
}

async function keep(id: string, legs: readonly LegEvidence[]): Promise<void> {
  const before: Samples = JSON.parse(await readFile(SAMPLE_PATH, 'utf8'));
  const samples = { ...before, [id]: legs };
  // A line an exercise, in the order of the catalogue: a change of one is a change of one place.
  const lines = EXERCISE_IDS.flatMap((each) =>
    samples[each] ? [`${JSON.stringify(each)}: ${JSON.stringify(samples[each])}`] : [],
  );
  await writeFile(SAMPLE_PATH, `{\n${lines.join(',\n')}\n}\n`);
}
