import { readFile, writeFile } from 'node:fs/promises';
import { parseRun } from '../../export/parse-run';
import { restoreRun } from '../../export/restore-run';
import { figuresOf } from '../../export/run-figures';
import { lessonFiguresOf } from '../figures';

/**
 * Makes the run that stands in for the learner's own until there is one, from a run the Lab exported as JSON:
 * `npm run sample-run -- run.json "a laptop with two cores"`. The times are rounded to 0.01 ms.
 */
const [file, machine] = process.argv.slice(2);
if (!file || !machine) throw new Error('usage: npm run sample-run -- run.json "the machine it was measured on"');
const parsed = await parseRun(await readFile(file, 'utf8'));
const run = await restoreRun(parsed);
const last = (await figuresOf({ ...run, samples: null }))?.last;
if (last?.validity.verdict !== 'valid') throw new Error('The run is not VALID: nobody should learn from it.');

const hundredth = (ms: number) => Math.round(ms * 100) / 100;
const sample = {
  startedAt: run.startedAt,
  machine,
  setup: parsed.document.link,
  model: run.setup.modelId,
  lanes: Object.fromEntries(
    last.lanes.map(({ record }) => [
      record.modeId,
      {
        items: Array.from(record.measurements, (each) =>
          [each.arrivedAtMs, each.startedAtMs, each.finishedAtMs].map(hundredth),
        ),
      },
    ]),
  ),
};
const figures = {
  startedAt: run.startedAt,
  machine,
  figures: lessonFiguresOf(last.lanes.map(({ summary }) => summary)),
};
await writeFile('lib/lesson/sample-run.json', `${JSON.stringify(sample)}\n`);
await writeFile('lib/lesson/sample-figures.json', `${JSON.stringify(figures, null, 2)}\n`);
