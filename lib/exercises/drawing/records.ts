import type { DataTable } from '../../measure/series';
import type { ModeId } from '../../modes';
import type { Unit } from '../evidence/figures';
import type { Reading } from '../evidence/reading';
import type { Crossing } from './crossing';
import type { Drawing } from './form';
import type { LoadDrawing } from './load-drawing';
import type { Panel } from './panel';

/** Something a drawing shows, for its table and its files. */
export interface DrawnRecord {
  readonly what: 'prediction' | 'measured' | 'crossing' | 'best' | 'limit' | 'trial' | 'curve';
  /** In the exercise's words; `null` where `what` says it. */
  readonly name: string | null;
  readonly lane: ModeId | null;
  readonly unit: Unit;
  readonly isAccuracy: boolean;
  /** In the unit; `null` = not measured, or (of a prediction or crossing) that the curves never cross. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** On the other axis. */
  readonly at: { readonly unit: Unit; readonly value: number } | null;
  /** Predicted place, from 1. */
  readonly place: number | null;
}

/** What a drawing shows, the prediction first. @param predicted the number that was predicted, in its own unit; `null` = it is not a number */
export function recordsOf(
  drawing: Drawing,
  predicted: { readonly unit: Unit; readonly value: number | null } | null,
): readonly DrawnRecord[] {
  const own = predicted ? [record('prediction', predicted.unit, exactly(predicted.value))] : [];
  switch (drawing.form) {
    case 'panels':
      return [...own, ...drawing.panels.flatMap(panelRecords)];
    case 'crossing':
      return [...own, ...crossingRecords(drawing)];
    case 'load':
      return [...own, ...loadRecords(drawing)];
  }
}

/**
 * The same as rows of a file, the prediction first.
 * @param given the prediction in words @param asked what a measured figure without a name of its own is called
 */
export function recordTable(records: readonly DrawnRecord[], given: string, asked: string): DataTable {
  const isSaid = records.some(({ what }) => what === 'prediction');
  return {
    columns: ['what', 'name', 'lane', 'unit', 'value', 'low', 'high', 'at', 'at_unit', 'predicted_place'],
    rows: [
      ...(isSaid ? [] : [['prediction', given, ...Array.from({ length: 8 }, () => null)]]),
      ...records.map(({ what, name, lane, unit, value, low, high, at, place }) => [
        what,
        what === 'prediction' ? given : what === 'measured' ? (name ?? asked) : name,
        lane,
        UNIT_NAMES[unit],
        value,
        low,
        high,
        at?.value ?? null,
        at ? UNIT_NAMES[at.unit] : null,
        place,
      ]),
    ],
  };
}

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  duration: 'ms',
  rate: 'per_second',
  ratio: 'times',
  share: 'share',
  count: 'count',
  bytes: 'bytes',
  joules: 'joules',
  money: 'usd',
};

function panelRecords({ rows }: Panel): readonly DrawnRecord[] {
  return rows.map(({ words, lane, unit, isAccuracy, reading, place }) => ({
    ...record('measured', unit, reading),
    name: words === '' ? null : words,
    lane,
    isAccuracy,
    place,
  }));
}

function crossingRecords({ x, y, curves, at, isMeasured }: Crossing): readonly DrawnRecord[] {
  const points = curves.flatMap(({ words, lane, points }) =>
    points.map((point) => ({
      ...record('curve', y.unit, exactly(point.y)),
      name: words,
      lane,
      at: { unit: x.unit, value: point.x },
    })),
  );
  return [...(isMeasured ? [record('crossing', x.unit, at)] : []), ...points];
}

function loadRecords({ lane, limitMs, trials, best }: LoadDrawing): readonly DrawnRecord[] {
  return [
    ...(best ? [{ ...record('best', 'rate', best), lane }] : []),
    ...(limitMs === null ? [] : [record('limit', 'duration', exactly(limitMs))]),
    ...trials.map(({ perSecond, p99 }) => ({
      ...record('trial', 'duration', p99),
      lane,
      at: { unit: 'rate' as const, value: perSecond },
    })),
  ];
}

function record(
  what: DrawnRecord['what'],
  unit: Unit,
  reading: (Pick<Reading, 'value'> & Partial<Reading>) | null,
): DrawnRecord {
  return {
    what,
    name: null,
    lane: null,
    unit,
    isAccuracy: false,
    value: reading?.value ?? null,
    low: reading?.low ?? null,
    high: reading?.high ?? null,
    at: null,
    place: null,
  };
}

const exactly = (value: number | null) => (value === null ? null : { value });
