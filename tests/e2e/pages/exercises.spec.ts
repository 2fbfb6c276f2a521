import type { Locator, Page } from 'playwright/test';
import { type Attempt, simulationSeed } from '@/lib/exercises/attempt';
import { EXERCISE_IDS, type ExerciseId } from '@/lib/exercises/catalog';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { KIND_IDS, type KindId } from '@/lib/exercises/kinds';
import { isOnSimulated, isSimulated, setupOfLeg } from '@/lib/exercises/leg';
import { readExamples, readExercise, readExercises } from '@/lib/exercises/source/read-exercises';
import { keepRun } from '../kept-run';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll } from './layout';

/** An exercise of each kind whose runs are over the same workload, so that kept ones can serve. */
const ONE_OF_EACH = {
  order: 'first-answer',
  ratio: 'batch-over-online',
  crossover: 'slow-phone',
  choose: 'fraud-at-the-till',
  load: 'capacity-limit',
  flaw: 'the-pause',
  recall: 'acronyms',
  sort: 'what-leaves',
  numeric: 'network-share',
} as const satisfies Readonly<Record<KindId, ExerciseId>>;

/** How a learner works the page: with keys alone, or with a finger. */
interface Hands {
  /** Presses a button, or takes a radio button's choice. */
  press(control: Locator): Promise<void>;
  /** Places a number somewhere on a slider's scale. */
  place(slider: Locator): Promise<void>;
  write(field: Locator, words: string): Promise<void>;
}

const keys = (page: Page): Hands => ({
  async press(control) {
    await control.focus();
    await page.keyboard.press('Space');
  },
  async place(slider) {
    await slider.focus();
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  },
  async write(field, words) {
    await field.focus();
    await page.keyboard.type(words);
  },
});

const finger = (page: Page): Hands => ({
  press: (control) => control.tap(),
  async place(slider) {
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    if (!box) throw new Error('There is no slider to tap.');
    await page.touchscreen.tap(box.x + box.width * 0.6, box.y + box.height / 2);
  },
  async write(field, words) {
    await field.tap();
    await field.pressSequentially(words);
  },
});

/** Answers everything that is asked: the first choice of each, a number somewhere, any word. */
async function predict(page: Page, { press, place, write }: Hands): Promise<void> {
  await expect(page.getByRole('button', { name: 'Lock in my prediction' })).toBeVisible();
  const places = page.getByRole('button', { name: /put at place/ });
  while ((await places.count()) > 0) await press(places.first());
  for (const slider of await page.getByRole('slider').all()) await place(slider);
  for (const blank of await page.getByRole('textbox', { name: /your word/ }).all()) await write(blank, 'edge');
  const names = await page
    .getByRole('radio')
    .evaluateAll((radios) => [...new Set(radios.map((radio) => (radio as HTMLInputElement).name))]);
  for (const name of names) await press(page.locator(`input[name="${name}"]`).first());
}

/** Takes kept runs for all that is to be run, and plays what is simulated; of a search the tries are put where a refresh would find them. */
async function measure(page: Page, { press }: Hands, exercise: AnyExercise): Promise<void> {
  for (const [index, leg] of exercise.ask.legs.entries()) {
    if (isSimulated(leg)) {
      await press(page.getByRole('button', { name: 'Run the simulation' }));
      await expect(page.getByText(/^Simulated .*\d{4}, /)).toBeVisible({ timeout: 60_000 });
      continue;
    }
    if (leg.search) {
      await rememberTries(page, exercise.ask.id);
      await page.reload();
      await press(page.getByRole('button', { name: 'This is the highest I can find' }));
    } else {
      await press(page.getByRole('button', { name: /Use the run of/ }));
    }
    // The next leg has a button of the same name.
    await expect(page.getByText(/^Measured .*\d{4}, /)).toHaveCount(index + 1);
  }
}

async function rememberTries(page: Page, exerciseId: string): Promise<void> {
  await page.evaluate(async (id) => {
    const opening = indexedDB.open('trilane-learner');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction('attempts', 'readwrite').objectStore('attempts');
    const reading = store.getAll();
    await new Promise((resolve) => {
      reading.onsuccess = resolve;
    });
    const attempt = reading.result.find(({ exerciseId }) => exerciseId === id);
    const tried = (perSecond: number, met: boolean) => ({ perSecond, p99: null, answered: 700, met });
    const writing = store.put({ ...attempt, trials: [tried(100, true), tried(120, false)] });
    await new Promise((resolve) => {
      writing.onsuccess = resolve;
    });
    database.close();
  }, exerciseId);
}

/** The attempt at an exercise as this browser keeps it. */
async function keptAttempt(page: Page, exerciseId: string): Promise<Attempt> {
  return page.evaluate(async (id) => {
    const opening = indexedDB.open('trilane-learner');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const reading = database.transaction('attempts').objectStore('attempts').getAll();
    await new Promise((resolve) => {
      reading.onsuccess = resolve;
    });
    database.close();
    return reading.result.find(({ exerciseId }) => exerciseId === id);
  }, exerciseId);
}

type Stage = 'predict' | 'note' | 'explained';

/** From the prediction to the end; `look` is called wherever there is something new to see. */
async function play(
  page: Page,
  hands: Hands,
  exercise: AnyExercise,
  look: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { ask, key } = exercise;
  await page.goto(`/exercises/${ask.id}`);
  // The page takes up what it finds of an earlier visit only when it is opened.
  for (const leg of ask.legs) {
    const setup = setupOfLeg(leg, []);
    if (setup?.study === 'same-workload' && !leg.search) await keepRun(page, setup);
  }
  await predict(page, hands);
  await look('predict');
  await hands.press(page.getByRole('button', { name: 'Lock in my prediction' }));
  await expect(page.getByText('Your prediction, locked in')).toBeVisible();
  await measure(page, hands, exercise);
  if (ask.legs.length > 0) {
    await hands.write(page.getByRole('textbox', { name: /Before anything is explained/ }), 'One was far ahead.');
    await look('note');
    await hands.press(page.getByRole('button', { name: 'Compare with my prediction' }));
  }
  // The page says what grading says of what was kept.
  const { commitment, legs } = await keptAttempt(page, ask.id);
  const graded = commitment && gradeExercise(exercise, commitment.prediction, commitment.reason, legs);
  const words = { right: 'Right', partly: 'Partly right', not: 'Not this time' }[graded?.grade.verdict ?? 'not'];
  expect(graded).not.toBeNull();
  await expect(page.getByText(words, { exact: true }).first()).toBeVisible();
  const followUp = page.getByRole('group', { name: 'Take it further' });
  await hands.press(followUp.getByRole('radio').first());
  await hands.press(followUp.getByRole('button', { name: 'Answer' }));
  for (const { why } of key.followUp.choices.filter(({ why }) => !why.includes('{')))
    await expect(followUp.getByText(why)).toBeVisible();
  await look('explained');
}

for (const kind of KIND_IDS) {
  test(`${kind}: an exercise is done by keyboard from start to finish, and every step is accessible`, async ({
    page,
  }) => {
    const exercise = await readExercise(ONE_OF_EACH[kind]);
    // What is noted before the comparison looks alike in all of them.
    await play(page, keys(page), exercise, async (stage) => {
      if (stage !== 'note' || kind === KIND_IDS[0]) await expectAccessible(page);
    });
  });

  test(`${kind}: an exercise is done by touch from start to finish @phone-only`, async ({ page }) => {
    await play(page, finger(page), await readExercise(ONE_OF_EACH[kind]), async () => {});
  });
}

for (const id of ['sim-queue-explodes', 'sim-retry-storm'] as const) {
  test(`${id}: what is simulated is foretold, played and compared by keyboard at 360 px, and is never called measured`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const exercise = await readExercise(id);
    const main = page.getByRole('main');
    const served = await (await page.request.get(`/exercises/${id}`)).text();
    expect(served).toContain(exercise.ask.question);
    expect(secretsOf(exercise).filter((secret) => served.includes(secret))).toEqual([]);
    await play(page, keys(page), exercise, async (stage) => {
      await expect(main.getByText('simulated', { exact: true }).first()).toBeVisible();
      await expect(main).not.toContainText(/measure|NaN|\{/i);
      await expectNoSidewaysScroll(page);
      if (stage === 'predict' || id === 'sim-retry-storm') await expectAccessible(page);
    });
    const attempt = await keptAttempt(page, id);
    expect(attempt.legs).toMatchObject([
      { runId: null, simulated: { seed: simulationSeed({ ...attempt, legs: [] }) } },
    ]);
    // The scenes can be looked at, also after a refresh.
    await page.reload();
    const { press } = keys(page);
    await press(page.getByRole('button', { name: 'Play the scenes again' }));
    const scenes = main.getByText('Scene by scene: figures');
    await expect(scenes).toBeVisible({ timeout: 60_000 });
    await scenes.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('table', { name: 'The scenes side by side' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'What came of it' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });
}

test.describe('a simulation that does not go on', () => {
  test.use({ firstVisit: true });

  test('is stopped by Escape and counts for nothing; a worker that is gone is said, and another one is started', async ({
    page,
    complaints,
  }) => {
    // "deaf": no order reaches the worker; "gone": there is none.
    await page.addInitScript(() => {
      const Real = window.Worker;
      window.Worker = class extends Real {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(window.name === 'gone' ? 'data:text/javascript,throw new Error("gone")' : url, options);
          if (window.name === 'deaf') Object.defineProperty(this, 'postMessage', { value: () => {} });
        }
      };
    });
    const call = (name: string) =>
      page.evaluate((given) => {
        window.name = given;
      }, name);
    const id = 'sim-fan-out-tail';
    await page.goto(`/exercises/${id}`);
    await predict(page, keys(page));
    await page.getByRole('button', { name: 'Lock in my prediction' }).click();
    await call('deaf');
    await page.getByRole('button', { name: 'Run the simulation' }).click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Stopped before it was over. Nothing of it counts.')).toBeVisible();
    expect((await keptAttempt(page, id)).legs).toEqual([]);
    await page.reload();
    await call('gone');
    await page.getByRole('button', { name: 'Run the simulation' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The worker that simulates is gone' });
    await expect(alert).toBeVisible();
    await call('');
    await alert.getByRole('button', { name: 'Start anew' }).click();
    await expect(page.getByText(/^Simulated .*\d{4}, /)).toBeVisible({ timeout: 60_000 });
    expect((await keptAttempt(page, id)).legs).toHaveLength(1);
    complaints.length = 0;
  });
});

test('the list and the sheets of a set mark what is simulated', async ({ page }) => {
  const simulated = (await readExercises()).filter(({ ask }) => isOnSimulated(ask));
  await page.goto('/exercises');
  await expect(page.getByRole('article').filter({ has: page.getByText('simulated', { exact: true }) })).toHaveCount(
    simulated.length,
  );
  const print = `/exercises/set/print?do=${simulated.map(({ ask }) => ask.id).join(',')}`;
  await page.goto(`${print}&key=1`);
  for (const { key } of simulated) await expect(page.getByText(key.followUp.question)).toBeVisible();
  await expect(page.getByText('and simulated: another seed gives slightly others')).toHaveCount(simulated.length);
  await expect(page.getByRole('main')).not.toContainText(/NaN|\{\w+\}/);
  await page.goto(print);
  for (const { ask } of simulated) {
    await expect(page.getByText(ask.question).first()).toBeVisible();
    // Scenes are told apart where there are several.
    const scenes = ask.legs.flatMap(({ scenes: [...named] = [] }) => (named.length > 1 ? named : []));
    for (const { name } of scenes) await expect(page.getByText(name, { exact: true }).first()).toBeAttached();
  }
  await expect(page.getByRole('heading', { name: 'What is simulated' })).toHaveCount(simulated.length);
  await expect(page.getByRole('main')).not.toContainText(/NaN|\{\w+\}/);
  await expectAccessible(page);
});

/** A stretch of a text without figures and quotes, as it stands in a script as well. */
const plainPart = (text: string) => text.split(/[{}'’"“”\\]/).sort((a, b) => b.length - a.length)[0] ?? text;

/** What only the key of an exercise says. */
function secretsOf({ key }: AnyExercise): string[] {
  const { outcomes, reasons, followUp } = key;
  const texts = [...Object.values(outcomes), ...Object.values(reasons), ...followUp.choices];
  return texts.map((text) => plainPart(typeof text === 'string' ? text : text.why));
}

test.describe('on a first visit', () => {
  test.use({ firstVisit: true });

  test('no key of any exercise is on the page, nor in anything it fetched, before the commitment, and no other key after it', async ({
    page,
  }) => {
    const exercises = await readExercises();
    const bodies: Promise<string>[] = [];
    page.on('response', (response) => {
      if (/text|json|javascript/.test(response.headers()['content-type'] ?? ''))
        bodies.push(response.text().catch(() => ''));
    });
    const leaking = async () => {
      const fetched = await Promise.all(bodies);
      return exercises
        .filter((exercise) => secretsOf(exercise).some((secret) => fetched.some((text) => text.includes(secret))))
        .map(({ ask }) => ask.id);
    };
    await page.goto('/exercises');
    await page.goto('/exercises/first-answer');
    await predict(page, keys(page));
    await page.waitForLoadState('networkidle');
    expect(await leaking()).toEqual([]);
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Lock in my prediction' }).click();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    await page.waitForLoadState('networkidle');
    // The check can fail: this is where the key comes from.
    expect(await leaking()).toEqual(['first-answer']);
    // Examples are for the keys that teachers print.
    const names = (await Promise.all(EXERCISE_IDS.map(readExamples)))
      .flat()
      .flatMap(({ name }) => (name.length > 20 ? [name] : []));
    const fetched = await Promise.all(bodies);
    expect(names.filter((name) => fetched.some((text) => text.includes(name)))).toEqual([]);
  });
});

test('what was begun is there after a refresh, and a locked prediction stays as it was', async ({ page }) => {
  await page.goto('/exercises/first-answer');
  await predict(page, keys(page));
  const words = page.getByRole('textbox', { name: /In your own words/ });
  await words.pressSequentially('The clock decides');
  // The page is loaded anew in the moment in which the last key comes: no database has kept it yet.
  await Promise.all([page.waitForEvent('load'), words.evaluate(typeAndReload, 'The clock decides.')]);
  await expect(words).toHaveValue('The clock decides.');
  await page.getByRole('button', { name: 'Lock in my prediction' }).click();
  await page.reload();
  await expect(page.getByText('Your prediction, locked in')).toBeVisible();
  await expect(page.getByText('The clock decides.')).toBeVisible();
  await expect(page.getByRole('button', { name: /put at place|Move .* (up|down)/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
});

test('the list says how far one has come and leads on; an attempt that cannot be read is passed over, and nothing else is lost', async ({
  page,
}) => {
  await page.goto('/exercises');
  await expect(page.getByRole('link', { name: 'Begin here' })).toBeVisible();
  await expectAccessible(page);
  await play(page, keys(page), await readExercise('acronyms'), async () => {});
  await page.goto('/exercises');
  await expect(page.getByText(/^1 of \d+ done$/)).toBeVisible();
  await page.getByLabel('Show').selectOption({ label: 'The network' });
  await expect(page.getByRole('article').filter({ hasText: 'Who answers first?' })).toHaveCount(0);

  await page.evaluate(async () => {
    const opening = indexedDB.open('trilane-learner');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction('attempts', 'readwrite').objectStore('attempts');
    const writing = store.put({ id: 'garbage', exerciseId: 'acronyms', startedAt: 7, commitment: 'none' });
    await new Promise((resolve) => {
      writing.onsuccess = resolve;
    });
    database.close();
  });
  await page.goto('/exercises');
  await expect(page.getByText(/^1 of \d+ done$/)).toBeVisible();
  await page.goto('/exercises/acronyms');
  await expect(page.getByText('Where to go from here')).toBeVisible();
});

/** In the page. */
function typeAndReload(field: Element, words: string): void {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, words);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  location.reload();
}
