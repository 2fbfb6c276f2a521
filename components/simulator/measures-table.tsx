import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { WideTable } from '@/components/charts/table-card';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { SimLaneHeading } from './figures-table';
import { useSimFigures } from './use-sim-words';

const MEASURES = ['mean', 'p95', 'p99', 'utilisation', 'lost'] as const;
/** A name in the second column: where a lane's heading spans its rows, it is the first cell of a row, and looks like the others all the same. */
const START = { textAlign: 'start', position: 'static', paddingInline: '0.4375rem' } as const;
type Measure = (typeof MEASURES)[number];

interface Side {
  readonly id: string;
  readonly heading: ReactNode;
  readonly lanes: readonly SimulatedLane[];
}

interface MeasuresTableProps {
  readonly label: string;
  /** Over the ratio of a side to the first. */
  readonly ratio: string;
  readonly sides: readonly [Side, ...Side[]];
}

/** Figures of several simulations side by side, of each lane that all of them have, and their ratios to the first. */
export function MeasuresTable({ label, ratio, sides }: MeasuresTableProps) {
  const t = useTranslations('simulator.compare');
  const none = useTranslations('charts')('none');
  const figures = useSimFigures();
  const words = (measure: Measure, value: number | null) => {
    if (value === null) return none;
    return measure === 'utilisation' || measure === 'lost' ? figures.share(value) : figures.time(value);
  };
  const [first] = sides;
  const rows = first.lanes.flatMap(({ id }) => {
    const lanes = sides.flatMap((side) => side.lanes.find((lane) => lane.id === id) ?? []);
    return lanes.length === sides.length ? MEASURES.map((measure) => ({ id, measure, lanes })) : [];
  });
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          <th scope="col">{t('lane')}</th>
          <th scope="col" style={START}>
            {t('measure')}
          </th>
          {sides.map(({ id, heading }, index) => (
            <Fragment key={id}>
              <th scope="col">{heading}</th>
              {index > 0 && <th scope="col">{ratio}</th>}
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, measure, lanes }) => {
          const values = lanes.map((lane) => valueOfLane(lane, measure));
          const [base] = values;
          return (
            <tr key={`${id}-${measure}`}>
              {measure === MEASURES[0] && (
                <th scope="rowgroup" rowSpan={MEASURES.length}>
                  <SimLaneHeading id={id} />
                </th>
              )}
              <th scope="row" style={START}>
                {t(`measures.${measure}`)}
              </th>
              {values.map((value, index) => (
                <Fragment key={sides[index]?.id}>
                  <td>{words(measure, value)}</td>
                  {index > 0 && (
                    <td>{base && value !== null ? t('times', { ratio: figures.ratio(value / base) }) : none}</td>
                  )}
                </Fragment>
              ))}
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}

function valueOfLane(lane: SimulatedLane, measure: Measure): number | null {
  const { latencyMs, requests, rejected, failed, timedOut, unfinished } = lane;
  if (measure === 'utilisation') return lane.utilisation;
  if (measure === 'lost') return requests === 0 ? null : (rejected + failed + timedOut + unfinished) / requests;
  return latencyMs?.[measure] ?? null;
}
