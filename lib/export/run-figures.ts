import { createLaneFold, type LaneTotals } from '../measure/lane-fold';
import type { LaneRecord } from '../measure/lane-record';
import { stabilityOf } from '../measure/stability';
import { type LaneSummary, summaryOf } from '../measure/summary';
import { itemLabels } from '../measure/truth';
import { type Validity, validityOf } from '../measure/validity';
import type { ModeId } from '../modes';
import { breathe, PIECE } from './breathe';
import { type RunSource, repeatsOf } from './run-document';

export interface LaneFiguresOfPass {
  readonly record: LaneRecord;
  readonly totals: LaneTotals;
  readonly summary: LaneSummary;
}

export interface FiguresOfPass {
  readonly order: readonly ModeId[];
  readonly lanes: readonly LaneFiguresOfPass[];
  readonly validity: Validity;
}

/** The figures of every pass of a run, the last of them last. In pieces: a page stays awake meanwhile. */
export async function figuresOf(source: RunSource): Promise<readonly FiguresOfPass[]> {
  const { setup, workload, samples, parity, faults } = source;
  const labels = workload && samples ? itemLabels(workload, samples.labels) : new Uint8Array(0);
  const passes: FiguresOfPass[] = [];
  for (const { order, records } of repeatsOf(source)) {
    const lanes: LaneFiguresOfPass[] = [];
    for (const record of records) {
      const fold = createLaneFold(record.modeId, labels);
      while (fold.advance(record, PIECE) > 0) await breathe();
      lanes.push({ record, totals: fold.totals, summary: summaryOf(record, fold.totals) });
    }
    const validity = validityOf({
      summaries: lanes.map(({ summary }) => summary),
      outputsAgree: parity && parity.state !== 'not-comparable' ? parity.state === 'agreed' : null,
      faults,
      floor: setup?.floor ?? 'class',
      stability: Object.fromEntries(
        lanes.map(({ record }) => [
          record.modeId,
          stabilityOf(record.measurements, record.modeId, setup?.intervalMs ?? 0),
        ]),
      ),
    });
    passes.push({ order, lanes, validity });
  }
  return passes;
}
