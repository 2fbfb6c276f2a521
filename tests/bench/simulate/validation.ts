import type { Browser, Page } from 'playwright/test';
import type { ModeId } from '@/lib/modes';
import type { MeasuredLane } from '@/lib/simulate/calibration/measured-lane';
import {
  COMPARED,
  measuredTotals,
  POOR_UTILISATION,
  scenarioAtRate,
  TARGETS,
  totalsOver,
} from '@/lib/simulate/calibration/replay';
import { meanOf } from '@/lib/simulate/statistics/mean';
import type { BenchRow } from '../bench-row';
import { type KeptRun, takeKeptRun } from '../kept-run';
import { runLab } from '../run-lab';

/** Of what the lane could do at most: none of them is what it was calibrated at. */
const HELD_OUT = [0.3, 0.5, 0.7, 0.85] as const;
const CALIBRATED_AT = 0.6;
const SECONDS = 30;
/** A first look: how long the model takes. */
const LOOK = { perSecond: 10, count: 100 } as const;
const MODEL = 'model=clothing&version=big-fp32';
const LONGEST_MS = 180_000;

/** Predicts loads that were never run, then runs them: how far off the simulated figures are. Told, whatever they say. */
export async function benchValidation(browser: Browser, baseUrl: string): Promise<BenchRow[]> {
  const page = await browser.newPage();
  const rows: BenchRow[] = [];
  try {
    for (const modeId of ['online', 'edge'] as const) rows.push(...(await validate(page, baseUrl, modeId)));
  } finally {
    await page.close();
  }
  return rows;
}

async function validate(page: Page, baseUrl: string, modeId: ModeId): Promise<BenchRow[]> {
  const measured = async (perSecond: number, count: number) => {
    const query = `${MODEL}&lanes=${modeId}&load=server&rate=${perSecond.toFixed(1)}&count=${Math.round(count)}`;
    await runLab(page, `${baseUrl}/lab?${query}`, LONGEST_MS);
    return laneOf(await takeKeptRun(page), modeId);
  };
  const look = await measured(LOOK.perSecond, LOOK.count);
  const oneMs = meanOf(
    Array.from(look.measurements, (one) => (one.outcome === 'completed' ? one.stages.computeMs : 0)),
  );
  const most = (1000 * (modeId === 'online' ? (look.threads ?? 1) : 1)) / oneMs;
  const rateAt = (share: number) => most * share;
  const calibrated = await measured(rateAt(CALIBRATED_AT), rateAt(CALIBRATED_AT) * SECONDS);
  const rows: BenchRow[] = [];
  for (const share of HELD_OUT) {
    const scenario = scenarioAtRate(calibrated, rateAt(share), Math.round(rateAt(share) * SECONDS));
    if (!scenario) throw new Error('The run tells too little to calibrate on.');
    const predicted = totalsOver(scenario);
    const found = measuredTotals(await measured(rateAt(share), rateAt(share) * SECONDS));
    for (const id of COMPARED) {
      const { value, low, high } = predicted[id];
      const error = value / found[id] - 1;
      const isPoor = predicted.utilisation > POOR_UTILISATION;
      rows.push({
        name: `simulate: ${modeId} at ${share} of what it can (${rateAt(share).toFixed(0)}/s, workers busy ${(predicted.utilisation * 100).toFixed(0)} %), ${id}: off by`,
        ...{ value: Math.abs(error) * 100, unit: '%' },
        baseline: `predicted ${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}), measured ${found[id].toFixed(2)}`,
        ratio: Math.abs(error) / TARGETS[id],
        target: isPoor ? 'none: the model is poor here' : `<= ${TARGETS[id] * 100} %`,
        ok: isPoor || Math.abs(error) <= TARGETS[id],
      });
    }
  }
  return rows;
}

function laneOf({ run }: KeptRun, modeId: ModeId): MeasuredLane {
  const record = run.records.find((one) => one.modeId === modeId);
  if (!record) throw new Error(`The run has no ${modeId} lane.`);
  const { environment, coldStart } = run.loaded[record.id] ?? {};
  const numberOf = (name: string) => (typeof environment?.[name] === 'number' ? environment[name] : undefined);
  return {
    ...{ modeId, measurements: record.measurements, resources: record.resources },
    ...{ threads: numberOf('threads'), mostRows: numberOf('mostRowsPerBatch') },
    startUpMs: coldStart?.compileMs ?? 0,
  };
}
