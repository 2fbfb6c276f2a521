import { questionsOf } from '@/lib/exercises/asked';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import { type Asked, judgeRun } from '@/lib/exercises/evidence/judge-run';
import { poolFigures } from '@/lib/exercises/evidence/pool-figures';
import { figuresOfRun } from '@/lib/exercises/evidence/run-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { type Leg, setupOfLeg } from '@/lib/exercises/leg';
import { readExercises } from '@/lib/exercises/source/read-exercises';
import { formatSetup } from '@/lib/experiment/setup-url';
import type { ValidityReason } from '@/lib/measure/validity';
import type { BenchRow, BenchSetting } from './bench-row';
import { inWords, type KeptRun, takeKeptRun } from './kept-run';
import { answersTo } from './possible-answers';
import { runLab } from './run-lab';

/** Honest runs that every exercise is to have. */
const RUNS = Number(process.env.TRILANE_GRADE_RUNS ?? 6);
/** After so many minutes no new run begins, and what there is by then is graded. */
const MOST_MINUTES = Number(process.env.TRILANE_GRADE_MINUTES ?? Number.POSITIVE_INFINITY);
/** Runs of a set-up that may be INVALID before the machine is called too busy. */
const MOST_INVALID = 2 * RUNS;
const LEAST_SAME = 0.95;

/** The exercises that can be asked for by name, and what none asked for stands for: those that run all three lanes. */
export async function threeLaneExercises(): Promise<readonly AnyExercise[]> {
  return (await readExercises()).filter(runsAllLanes);
}

/**
 * Grades: how often two honest runs of one exercise on one machine give an answer the same grade, over all answers that
 * the form takes (numbers on a grid), of every exercise that runs all three lanes, or of those named
 * (`grades:first-answer`). Runs that are not good enough for an exercise are run again, as a learner would. The baseline is a perfect agreement.
 *
 * Set-ups take turns, so that two runs of one are minutes apart as those of two learners are, and so that time which runs out
 * leaves every exercise with as many; a run serves every exercise that asks for its set-up. All of them take about
 * an hour, `TRILANE_GRADE_RUNS=4` two thirds of it; `TRILANE_GRADE_MINUTES` ends it sooner.
 */
export async function benchGrades({ browser, baseUrl, parts }: BenchSetting): Promise<BenchRow[]> {
  const all = await threeLaneExercises();
  const exercises = parts.length > 0 ? all.filter(({ ask }) => parts.includes(ask.id)) : all;
  const setups = [...new Set(exercises.flatMap(queriesOf))].map((query) => new MeasuredSetup(query, exercises));
  const endMs = performance.now() + MOST_MINUTES * 60_000;
  const page = await browser.newPage();
  try {
    for (let left = setups; left.length > 0; left = left.filter(({ isOver }) => !isOver)) {
      for (const setup of left) {
        if (performance.now() > endMs) return rowsOf(exercises, setups);
        await runLab(page, `${baseUrl}/lab?${setup.query}`, 180_000);
        const run = await takeKeptRun(page);
        setup.add(run);
        const against = setup.faultsOf(run);
        if (against.length > 0) process.stdout.write(`    ${setup.query || 'default'}: ${inWords(against)}\n`);
        for (const exercise of exercises) if (queriesOf(exercise).includes(setup.query)) say(exercise, setups);
      }
    }
    return rowsOf(exercises, setups);
  } finally {
    await page.close();
  }
}

function runsAllLanes({ ask }: AnyExercise): boolean {
  const setups = ask.legs.map((leg) => setupOfLeg(leg, []));
  return (
    setups.length > 0 &&
    setups.every((setup) => setup?.study === 'same-workload' && setup.lanes.length === 3) &&
    ask.legs.every(({ search }) => search === undefined)
  );
}

function queryOf(leg: Leg): string | null {
  const setup = setupOfLeg(leg, []);
  // With its rate and its items: the Lab may propose others.
  return setup && formatSetup(setup, { perSecond: Number.NaN, count: Number.NaN });
}

const queriesOf = ({ ask }: AnyExercise): string[] => ask.legs.flatMap((leg) => queryOf(leg) ?? []);

/** What each leg asks of a run. */
export const askedOf = (exercise: AnyExercise, index: number): Asked => ({
  asks: questionsOf(exercise, index),
  onPurpose: exercise.ask.legs[index]?.onPurpose ?? [],
});

/** The runs of one set-up, for every exercise with a leg that asks for it. */
class MeasuredSetup {
  readonly query: string;
  readonly #asked: readonly Asked[];
  readonly #runs: KeptRun[] = [];

  constructor(query: string, exercises: readonly AnyExercise[]) {
    this.query = query;
    this.#asked = exercises.flatMap((exercise) =>
      exercise.ask.legs.flatMap((leg, index) => (queryOf(leg) === query ? [askedOf(exercise, index)] : [])),
    );
  }

  /** What speaks against a run for one leg or another, though it may be valid. */
  faultsOf({ passes }: KeptRun): readonly ValidityReason[] {
    return this.#asked.flatMap((asked) => judgeRun(passes, asked).faults);
  }

  add(run: KeptRun): void {
    this.#runs.push(run);
  }

  /** Every leg has its runs, or too many were INVALID. */
  get isOver(): boolean {
    const fewest = Math.min(...this.#asked.map((asked) => this.evidenceOf(asked).length));
    return fewest >= RUNS || this.#runs.length - fewest > MOST_INVALID;
  }

  get runs(): number {
    return this.#runs.length;
  }

  /** One a run that counts for the leg: good enough for what it asks. */
  evidenceOf(asked: Asked): Evidence[number][] {
    return this.#runs
      .filter(({ passes }) => judgeRun(passes, asked).faults.length === 0)
      .slice(0, RUNS)
      .map(({ passes }) => ({
        figures: poolFigures(passes.map(({ summaries }) => figuresOfRun(summaries))),
        trials: [],
      }));
  }
}

function rowsOf(exercises: readonly AnyExercise[], setups: readonly MeasuredSetup[]): BenchRow[] {
  return exercises.map((exercise) => rowOf(exercise, setups));
}

function say(exercise: AnyExercise, setups: readonly MeasuredSetup[]): void {
  const { name, value, baseline } = rowOf(exercise, setups);
  process.stdout.write(`  ${name}: ${value.toFixed(1)} %, ${baseline}${watchedInWords(exercise, setups)}\n`);
}

/** What the run that came last measured of the figures that the answer is about. */
function watchedInWords(exercise: AnyExercise, setups: readonly MeasuredSetup[]): string {
  const { ask, key } = exercise;
  const words = key.watch.flatMap(({ leg, figure }) => {
    const query = ask.legs[leg] && queryOf(ask.legs[leg]);
    const last = setups
      .find((setup) => setup.query === query)
      ?.evidenceOf(askedOf(exercise, leg))
      .at(-1);
    const reading = last?.figures[figure];
    return reading
      ? [`${figure} ${reading.value.toPrecision(3)} (${reading.low.toPrecision(3)} to ${reading.high.toPrecision(3)})`]
      : [];
  });
  return words.length > 0 ? `; ${words.join(', ')}` : '';
}

function rowOf(exercise: AnyExercise, setups: readonly MeasuredSetup[]): BenchRow {
  const { ask } = exercise;
  const measured = ask.legs.map((leg) => setups.find(({ query }) => query === queryOf(leg)));
  const legs = ask.legs.map((_leg, index) => measured[index]?.evidenceOf(askedOf(exercise, index)) ?? []);
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
  const runs = Math.max(...measured.map((setup) => setup?.runs ?? 0));
  return {
    name: `grades: ${ask.id}, same grade of two runs`,
    value: share * 100,
    unit: '%',
    baseline: `${count} of ${runs} runs good enough, ${answers.length} answers`,
    ratio: share,
    target: `>= ${LEAST_SAME}`,
    ok: share >= LEAST_SAME,
  };
}
