import { describe, expect, test } from 'vitest';
import type { ExerciseId } from '@/lib/exercises/catalog';
import { drawingOf } from '@/lib/exercises/draw-exercise';
import { heightAt } from '@/lib/exercises/drawing/crossing';
import type { Drawing } from '@/lib/exercises/drawing/form';
import type { Panel } from '@/lib/exercises/drawing/panel';
import { recordsOf, recordTable } from '@/lib/exercises/drawing/records';
import type { Evidence, LoadTrial } from '@/lib/exercises/evidence/evidence';
import type { Reading } from '@/lib/exercises/evidence/reading';
import type { Example } from '@/lib/exercises/example';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { Scale } from '@/lib/exercises/scale';
import { readExamples, readExercises } from '@/lib/exercises/source/read-exercises';

const exercises = await Promise.all(
  (await readExercises()).map(async (exercise) => ({
    ...exercise,
    examples: await readExamples(exercise.ask.id as ExerciseId),
  })),
);
const around = (value: number): Reading => ({ value, low: value * 0.97, high: value * 1.03 });
const evidenceOf = (example: Pick<Example, 'evidence'>): Evidence =>
  example.evidence.map((figures) => ({
    figures: Object.fromEntries(
      Object.entries(figures).map(([id, figure]) => [id, typeof figure === 'number' ? around(figure) : figure]),
    ),
    trials: [],
  }));
const holds = ({ least, most }: Scale, value: number) => value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9);
const panelsOf = (drawing: Drawing | null): readonly Panel[] => (drawing?.form === 'panels' ? drawing.panels : []);

function byId(id: string): AnyExercise & { readonly examples: readonly Example[] } {
  const exercise = exercises.find(({ ask }) => ask.id === id);
  if (!exercise) throw new Error(`There is no exercise ${id}.`);
  return exercise;
}

describe.each(exercises.map((exercise) => [exercise.ask.id, exercise] as const))('The drawing of %s', (_, exercise) => {
  const { ask, key, examples } = exercise;
  const cases = examples.flatMap((example) => {
    const evidence = evidenceOf(example);
    // Nothing yet, leg after leg, everything.
    return [...evidence.keys(), evidence.length].map((legs) => [example, evidence.slice(0, legs)] as const);
  });

  test('is there whenever something is run and drawn, and with nothing to run there is none', () => {
    for (const [{ prediction }, evidence] of cases) {
      const isDrawn = ask.legs.length > 0 && (key.watch.length > 0 || ask.kind === 'load' || ask.kind === 'crossover');
      expect(drawingOf(exercise, prediction, evidence) !== null).toBe(isDrawn);
    }
  });

  test('has axes that hold what was measured and what was predicted', () => {
    for (const [{ prediction }, evidence] of cases) {
      const drawing = drawingOf(exercise, prediction, evidence);
      for (const { axis, aim, rows } of panelsOf(drawing)) {
        if (aim) expect(holds(axis, aim.value)).toBe(true);
        for (const { at } of rows) if (at) expect(holds(axis, at.value)).toBe(true);
        if (axis.kind === 'log') expect(axis.least).toBeGreaterThan(0);
      }
      if (drawing?.form === 'crossing' || drawing?.form === 'load') {
        if (drawing.aim) expect(holds(drawing.x, drawing.aim.value)).toBe(true);
      }
      if (drawing?.form === 'crossing') {
        for (const point of drawing.curves.flatMap(({ points }) => points)) {
          expect(holds(drawing.x, point.x) && holds(drawing.y, point.y)).toBe(true);
        }
      }
    }
  });

  test('has the same panels and rows from the first moment to the last, and never two units on one axis', () => {
    const rowsIn = (drawing: Drawing | null) =>
      panelsOf(drawing).map(({ id, rows }) => [id, rows.map((row) => row.id)]);
    for (const [{ prediction }, evidence] of cases) {
      const drawing = drawingOf(exercise, prediction, evidence);
      expect(rowsIn(drawing)).toEqual(rowsIn(drawingOf(exercise, prediction, [])));
      for (const { rows } of panelsOf(drawing)) {
        expect(new Set(rows.flatMap(({ id, unit }) => (id === 'ratio' ? [] : [unit]))).size).toBeLessThanOrEqual(1);
      }
    }
  });

  test('shows every figure that is watched, of those kinds that draw them', () => {
    if (ask.kind === 'crossover' || ask.kind === 'load' || ask.legs.length === 0) return;
    const [example] = examples;
    const panels = panelsOf(example ? drawingOf(exercise, example.prediction, evidenceOf(example)) : null);
    const rows = panels.flatMap((panel) => panel.rows).length;
    expect(rows).toBeGreaterThanOrEqual(ask.kind === 'order' ? ask.input.items.length : key.watch.length);
  });

  test('puts into its table what was measured, with its interval', () => {
    for (const [{ prediction }, evidence] of cases) {
      const drawing = drawingOf(exercise, prediction, evidence);
      if (!drawing) continue;
      const { columns, rows } = recordTable(recordsOf(drawing, null), 'what was said', 'what was asked');
      expect(rows[0]?.slice(0, 2)).toEqual(['prediction', 'what was said']);
      expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
      const values = rows.map((row) => row[columns.indexOf('value')]);
      const lows = rows.map((row) => row[columns.indexOf('low')]);
      for (const { reading } of panelsOf(drawing).flatMap((panel) => panel.rows)) {
        if (!reading) continue;
        expect(values).toContain(reading.value);
        expect(lows).toContain(reading.low);
      }
    }
  });
});

describe('A ratio', () => {
  const exercise = byId('batch-over-online');
  const evidence: Evidence = [{ figures: { 'batch.median': around(1000), 'online.median': around(5) }, trials: [] }];

  test('is drawn from the one quantity to the other, the prediction where the upper one would be', () => {
    const [panel] = panelsOf(drawingOf(exercise, { kind: 'ratio', ratio: 40 }, evidence));
    expect(panel?.axis.unit).toBe('duration');
    expect(panel?.aim).toMatchObject({ value: 200 });
    expect(panel?.rows.map(({ at }) => at?.value)).toEqual([1000, 5, 1000]);
    expect(panel?.rows.at(-1)).toMatchObject({ from: 5, reading: { value: 200 }, isHeld: true });
  });

  test('stands in multiples before anything is measured, with the prediction in the same place on the axis', () => {
    const place = (panel: Panel | undefined) => {
      if (!panel?.aim) throw new Error('There must be a prediction.');
      const { axis, aim } = panel;
      return Math.log(aim.value / axis.least) / Math.log(axis.most / axis.least);
    };
    const [before] = panelsOf(drawingOf(exercise, { kind: 'ratio', ratio: 40 }, []));
    const only = [{ figures: { 'online.median': around(5) }, trials: [] }];
    const [after] = panelsOf(drawingOf(exercise, { kind: 'ratio', ratio: 40 }, only));
    expect(before?.axis.unit).toBe('ratio');
    expect(before?.aim?.value).toBe(40);
    expect(place(after)).toBeCloseTo(place(before), 9);
  });

  test('is of the figures that the exercise says, in whatever order they are watched', () => {
    const queue = byId('queue-at-99');
    const figures = [39, 151, 348].map((ms) => ({ figures: { 'edge.p90': around(ms) }, trials: [] }));
    const [panel] = panelsOf(drawingOf(queue, { kind: 'ratio', ratio: 10 }, [{ figures: {}, trials: [] }, ...figures]));
    expect(panel?.rows[0]?.at?.value).toBe(348);
    expect(panel?.aim?.value).toBeCloseTo(390, 6);
  });
});

test('An order is drawn from the top down as the learner gave it, each with its place', () => {
  const evidence = [
    { figures: { 'batch.median': around(1000), 'online.median': around(6), 'edge.median': around(0.5) }, trials: [] },
  ];
  const order = ['online', 'edge', 'batch'];
  const [panel] = panelsOf(drawingOf(byId('first-answer'), { kind: 'order', order }, evidence));
  expect(panel?.rows.map(({ id, place, at }) => [id, place, at?.value])).toEqual([
    ['online', 1, 6],
    ['edge', 2, 0.5],
    ['batch', 3, 1000],
  ]);
});

test('An order by the most is drawn by the figures that were measured, in their unit', () => {
  const rates = {
    'batch.compute-rate': around(2600),
    'online.compute-rate': around(400),
    'edge.compute-rate': around(900),
  };
  const order = ['batch', 'edge', 'online'];
  const [panel] = panelsOf(
    drawingOf(byId('who-does-more'), { kind: 'order', order }, [{ figures: rates, trials: [] }]),
  );
  expect(panel?.axis.unit).toBe('rate');
  expect(panel?.rows.map(({ at }) => at?.value)).toEqual([2600, 900, 400]);
});

describe('A crossing', () => {
  const exercise = byId('break-even');

  test('is a line on empty axes first, and none for a learner who says they never cross', () => {
    expect(drawingOf(exercise, { kind: 'crossover', at: 800 }, [])).toMatchObject({
      form: 'crossing',
      aim: { value: 800 },
      at: null,
      isMeasured: false,
    });
    expect(drawingOf(exercise, { kind: 'crossover', at: null }, [])).toMatchObject({ aim: null });
  });

  test('lies on both curves', () => {
    const [example] = exercise.examples;
    if (!example) throw new Error('There must be an example.');
    const drawing = drawingOf(exercise, { kind: 'crossover', at: 800 }, evidenceOf(example));
    if (drawing?.form !== 'crossing' || !drawing.at) throw new Error('There must be a crossing.');
    for (const { points } of drawing.curves) {
      const height = heightAt(points, drawing.at.value, drawing.x.kind, drawing.y.kind) ?? 0;
      expect(height / drawing.at.y).toBeCloseTo(1, 2);
    }
  });

  test('takes its height from the straight line between neighbours, as it is drawn', () => {
    const points = [
      { x: 1, y: 10 },
      { x: 100, y: 1000 },
    ];
    expect(heightAt(points, 10, 'log', 'log')).toBeCloseTo(100, 9);
    expect(heightAt(points, 50.5, 'linear', 'linear')).toBeCloseTo(505, 9);
    expect(heightAt(points, 100, 'log', 'log')).toBe(1000);
    expect(heightAt(points, 101, 'linear', 'linear')).toBeNull();
    expect(heightAt([], 1, 'linear', 'linear')).toBeNull();
  });
});

test('A search for a load shows its trials by rate, those without p99 at the end of the axis, and what lies between', () => {
  const exercise = byId('capacity-limit');
  const index = exercise.ask.legs.findIndex(({ search }) => search);
  const trial = (perSecond: number, p99Ms: number | null, met: boolean): LoadTrial => ({
    perSecond,
    p99: p99Ms === null ? null : around(p99Ms),
    answered: 900,
    met,
  });
  const trials = [trial(400, null, false), trial(100, 40, true), trial(300, 800, false), trial(200, 90, true)];
  const evidence = exercise.ask.legs.map((_, leg) => ({ figures: {}, trials: leg === index ? trials : [] }));
  const drawing = drawingOf(exercise, { kind: 'load', perSecond: 150 }, evidence);
  if (drawing?.form !== 'load') throw new Error('It must be drawn as a load.');
  expect(drawing.trials.map(({ perSecond }) => perSecond)).toEqual([100, 200, 300, 400]);
  expect(drawing.bracket).toEqual({ low: 200, high: 300 });
  expect(drawing.trials.at(-1)?.y).toBe(drawing.y.most);
  for (const { perSecond, y } of drawing.trials) expect(holds(drawing.x, perSecond) && holds(drawing.y, y)).toBe(true);
  expect(drawing.limitMs !== null && holds(drawing.y, drawing.limitMs)).toBe(true);
});

test('A prediction of another kind is not drawn', () => {
  expect(drawingOf(byId('first-answer'), { kind: 'ratio', ratio: 3 }, [])).toBeNull();
});
