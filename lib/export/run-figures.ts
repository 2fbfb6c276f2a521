import { type MeasuredRun, type RunFigures, runFiguresOf } from '../measure/run-figures';
import { itemLabels } from '../measure/truth';
import type { Workload } from '../workload/workload';
import { breathe } from './breathe';
import { type RunSource, repeatsOf } from './run-document';

const NO_LABELS = new Uint8Array(0);
const labels = new WeakMap<Workload, { readonly of: Uint8Array; readonly labels: Uint8Array }>();
const figures = new WeakMap<object, { readonly faults: unknown; readonly figures: Promise<RunFigures | null> }>();

/** The right class of every item of a run; the same array for the same run, empty where none is known. */
export function labelsOf({ workload, samples }: Pick<RunSource, 'workload' | 'samples'>): Uint8Array {
  if (!workload || !samples) return NO_LABELS;
  const known = labels.get(workload);
  if (known?.of === samples.labels) return known.labels;
  const fresh = itemLabels(workload, samples.labels);
  labels.set(workload, { of: samples.labels, labels: fresh });
  return fresh;
}

/**
 * The figures of a run that is over: computed once, however many ask. In pieces: a page stays awake meanwhile.
 * @returns `null` where there was no lane
 */
export function figuresOf(source: RunSource): Promise<RunFigures | null> {
  const known = figures.get(source.records);
  if (known?.faults === source.faults) return known.figures;
  const fresh = runFiguresOf(measuredRun(source), breathe);
  figures.set(source.records, { faults: source.faults, figures: fresh });
  return fresh;
}

function measuredRun(source: RunSource): MeasuredRun {
  const { setup, parity, faults } = source;
  return {
    passes: repeatsOf(source),
    labels: labelsOf(source),
    outputsAgree: parity && parity.state !== 'not-comparable' ? parity.state === 'agreed' : null,
    faults,
    floor: setup?.floor ?? 'class',
    intervalMs: setup?.intervalMs ?? 0,
    users: setup?.loop === 'closed' ? setup.users : 0,
    contended: setup?.order === 'race',
  };
}
