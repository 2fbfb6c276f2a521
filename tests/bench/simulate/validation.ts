import type { Browser, Page } from 'playwright/test';
import type { ModeId } from '@/lib/modes';
import type { MeasuredLane } from '@/lib/simulate/calibration/measured-lane';
import {
  COMPARED,
  isPoor,
  type LaneTotals,
  measuredTotals,
  replay,
  type SimulatedTotals,
  scenarioAtRate,
  TARGETS,
  totalsOver,
} from '@/lib/simulate/calibration/replay';
import { meanOf } from '@/lib/simulate/statistics/mean';
import type { BenchRow } from '../bench-row';
import { type KeptRun, reasonsInWords, takeKeptRun } from '../kept-run';
import { runLab } from '../run-lab';

/** Of what the lane could do at most: none of them is what it was calibrated at. */
const HELD_OUT = [0.3, 0.5, 0.7, 0.85] as const;
const CALIBRATED_AT = 0.6;
const SECONDS = 30;
/** A first look: how long the model takes. */
const LOOK = { perSecond: 10, count: 100 } as const;
const MODEL = 'model=clothing&version=big-fp32';
const LONGEST_MS = 180_000;
/** How often a load is run at most until a run of it is VALID. */
const MOST_TRIES = 3;
const GATHERS_FOR_MS = 1000;

/** Predicts loads that were never run, then runs them: how far off the simulated figures are. Told, whatever they say; a load is run again where its run is INVALID. */
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

/** A run, the first VALID one of a few. */
interface Measured {
  readonly lane: MeasuredLane;
  /** Why it is INVALID all the same; '' = it is not. */
  readonly reasons: string;
}

async function validate(page: Page, baseUrl: string, modeId: ModeId): Promise<BenchRow[]> {
  const measured = async (perSecond: number, count: number): Promise<Measured> => {
    const query = `${MODEL}&lanes=${modeId}&load=server&rate=${perSecond.toFixed(1)}&count=${Math.round(count)}`;
    for (let left = MOST_TRIES - 1; ; left--) {
      await runLab(page, `${baseUrl}/lab?${query}`, LONGEST_MS);
      const kept = await takeKeptRun(page);
      const reasons = reasonsInWords(kept);
      if (reasons === '' || left === 0) return { lane: laneOf(kept, modeId), reasons };
    }
  };
  const look = (await measured(LOOK.perSecond, LOOK.count)).lane;
  const oneMs = meanOf(
    Array.from(look.measurements, (one) => (one.outcome === 'completed' ? one.stages.computeMs : 0)),
  );
  const most = (1000 * (modeId === 'online' ? (look.threads ?? 1) : 1)) / oneMs;
  const rateAt = (share: number) => most * share;
  const calibrate = async () => {
    const run = await measured(rateAt(CALIBRATED_AT), rateAt(CALIBRATED_AT) * SECONDS);
    const again = replay(run.lane, GATHERS_FOR_MS);
    if (!again) throw new Error('The run tells too little to calibrate on.');
    return { ...run, again };
  };
  const rows: BenchRow[] = [];
  for (const share of HELD_OUT) {
    // A machine is not today what it was some minutes ago: each load is predicted by a run of just before.
    const { lane, again, reasons } = await calibrate();
    const scenario = scenarioAtRate(lane, rateAt(share), Math.round(rateAt(share) * SECONDS));
    if (!scenario) throw new Error('The run tells too little to calibrate on.');
    const predicted = totalsOver(scenario);
    const found = await measured(rateAt(share), rateAt(share) * SECONDS);
    const busy = `${rateAt(share).toFixed(0)}/s, workers busy ${(predicted.utilisation * 100).toFixed(0)} %`;
    rows.push(
      ...rowsOf(
        `${modeId}: the run before the load of ${share}, played again`,
        again.simulated,
        again.measured,
        reasons,
      ),
      ...rowsOf(
        `${modeId} at ${share} of what it can (${busy})`,
        predicted,
        measuredTotals(found.lane),
        [reasons, found.reasons].filter((one) => one !== '').join('; '),
      ),
    );
  }
  return rows;
}

function rowsOf(name: string, simulated: SimulatedTotals, found: LaneTotals, reasons: string): BenchRow[] {
  const excuse =
    reasons !== '' ? `none: a run is INVALID (${reasons})` : isPoor(simulated) ? 'none: the model is poor here' : null;
  return COMPARED.map((id) => {
    const { value, low, high } = simulated[id];
    const error = value / found[id] - 1;
    return {
      name: `simulate: ${name}, ${id}: off by`,
      ...{ value: Math.abs(error) * 100, unit: '%' },
      baseline: `simulated ${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}), measured ${found[id].toFixed(2)}`,
      ratio: Math.abs(error) / TARGETS[id],
      target: excuse ?? `<= ${TARGETS[id] * 100} %`,
      ok: excuse !== null || Math.abs(error) <= TARGETS[id],
    };
  });
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
