import type { Page } from 'playwright/test';
import { EXERCISE_IDS, loadExercise } from '@/lib/exercises/catalog';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import { poolFigures } from '@/lib/exercises/evidence/pool-figures';
import { figuresOfRun } from '@/lib/exercises/evidence/run-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { setupOfLeg } from '@/lib/exercises/leg';
import { formatSetup } from '@/lib/experiment/setup-url';
import { parseRun } from '@/lib/export/parse-run';
import { restoreRun } from '@/lib/export/restore-run';
import { figuresOf } from '@/lib/export/run-figures';
import type { BenchRow, BenchSetting } from './bench-row';
import { answersTo } from './possible-answers';

/** Runs of each set-up. */
const REPEATS = Number(process.env.TRILANE_GRADE_RUNS ?? 6);
/** Ids of exercises between commas, for a look at a few; all when it is not set. */
const ONLY = process.env.TRILANE_GRADE_ONLY?.split(',');
/** Runs that may be INVALID before the machine is called too busy. */
const MOST_INVALID = 2 * REPEATS;
const LEAST_SAME = 0.95;
const LEAST_EXERCISES = 6;

/**
 * Grades: how often two honest runs of one exercise on one machine give an answer the same grade, over all answers that
 * the form takes (numbers on a grid), of every exercise that runs all three lanes. INVALID runs are run again, as a
 * learner would. The baseline is a perfect agreement.
 */
export async function benchGrades({ browser, baseUrl }: BenchSetting): Promise<BenchRow[]> {
  const all = (await Promise.all(EXERCISE_IDS.map(loadExercise))).filter(runsAllLanes);
  if (all.length < LEAST_EXERCISES)
    throw new Error(`Only ${all.length} exercises run all lanes; ${LEAST_EXERCISES} are asked for.`);
  const exercises = ONLY ? all.filter(({ ask }) => ONLY.includes(ask.id)) : all;
  const runs = new Map<string, Evidence>();
  const page = await browser.newPage();
  const rows: BenchRow[] = [];
  try {
    for (const exercise of exercises) {
      for (const query of queriesOf(exercise)) {
        if (!runs.has(query)) runs.set(query, await measure(page, baseUrl, query, onPurposeOf(exercises, query)));
      }
      const row = rowOf(exercise, runs);
      process.stdout.write(`  ${row.name}: ${row.value.toFixed(1)} %, ${row.baseline}\n`);
      rows.push(row);
    }
  } finally {
    await page.close();
  }
  return rows;
}

function runsAllLanes({ ask }: AnyExercise): boolean {
  const setups = ask.legs.map((leg) => setupOfLeg(leg, []));
  return (
    setups.length > 0 &&
    setups.every((setup) => setup?.study === 'same-workload' && setup.lanes.length === 3) &&
    ask.legs.every(({ search }) => search === undefined)
  );
}

function queriesOf({ ask }: AnyExercise): string[] {
  return ask.legs.flatMap((leg) => {
    const setup = setupOfLeg(leg, []);
    return setup ? [formatSetup(setup)] : [];
  });
}

function onPurposeOf(exercises: readonly AnyExercise[], query: string): ReadonlySet<string> {
  const legs = exercises.flatMap((exercise) =>
    exercise.ask.legs.filter((_, index) => queriesOf(exercise)[index] === query),
  );
  return new Set(legs.flatMap(({ onPurpose = [] }) => onPurpose));
}

/** One evidence a VALID run. */
async function measure(page: Page, baseUrl: string, query: string, onPurpose: ReadonlySet<string>): Promise<Evidence> {
  const found: Evidence[number][] = [];
  for (let invalid = 0; found.length < REPEATS && invalid <= MOST_INVALID; ) {
    await page.goto(`${baseUrl}/lab?${query}`);
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 180_000 });
    const restored = await restoreRun(await parseRun(await newestRun(page)));
    const { passes = [] } = (await figuresOf({ ...restored, samples: null })) ?? {};
    const isValid = passes.every(({ validity }) => validity.reasons.every(({ id }) => onPurpose.has(id)));
    if (isValid)
      found.push({
        figures: poolFigures(passes.map(({ summaries }) => figuresOfRun(summaries))),
        trials: [],
      });
    else invalid++;
  }
  return found;
}

/** The document of the run that was kept last, once it is there; what was kept before is dropped. */
async function newestRun(page: Page): Promise<string> {
  const handle = await page.waitForFunction(async () => {
    const request = indexedDB.open('trilane-history');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    try {
      if (!database.objectStoreNames.contains('documents')) return null;
      const change = database.transaction(['rows', 'documents'], 'readwrite');
      const documents = change.objectStore('documents');
      const all = documents.getAll();
      const blobs = await new Promise<Blob[]>((resolve, reject) => {
        all.onsuccess = () => resolve(all.result as Blob[]);
        all.onerror = () => reject(all.error);
      });
      if (blobs.length > 0) {
        documents.clear();
        change.objectStore('rows').clear();
      }
      return (await blobs.at(-1)?.text()) ?? null;
    } finally {
      database.close();
    }
  });
  return (await handle.jsonValue()) as string;
}

function rowOf(exercise: AnyExercise, runs: ReadonlyMap<string, Evidence>): BenchRow {
  const { ask } = exercise;
  const legs = queriesOf(exercise).map((query) => runs.get(query) ?? []);
  const count = Math.min(...legs.map(({ length }) => length));
  const evidences = Array.from({ length: count }, (_, run) => legs.flatMap((leg) => leg[run] ?? []));
  const answers = answersTo(ask);
  let same = 0;
  let pairs = 0;
  for (const [first, a] of evidences.entries()) {
    for (const b of evidences.slice(first + 1)) {
      for (const { prediction, reason } of answers) {
        const grades = [a, b].map((evidence) => gradeExercise(exercise, prediction, reason, evidence)?.grade.verdict);
        pairs++;
        if (grades[0] !== undefined && grades[0] === grades[1]) same++;
      }
    }
  }
  const share = pairs === 0 ? 0 : same / pairs;
  return {
    name: `grades: ${ask.id}, same grade of two runs`,
    value: share * 100,
    unit: '%',
    baseline: `${count} of ${REPEATS} runs VALID, ${answers.length} answers`,
    ratio: share,
    target: `>= ${LEAST_SAME}`,
    ok: share >= LEAST_SAME,
  };
}
