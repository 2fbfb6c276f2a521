import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { WideTable } from '@/components/charts/table-card';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { STORY_FIGURES } from '@/lib/simulate/stories/figures';
import { SimLaneHeading } from './figures-table';
import { useSimFigures, useStoryUnits } from './use-sim-words';

const ALWAYS = ['latency-mean', 'latency-p95', 'latency-p99', 'utilisation', 'lost-share'] as const;
/** Told where the lane has them. */
const OF_A_JOB = ['run-most', 'age-mean'] as const;
/** Told where they are not the same in all. */
const WHERE_APART = ['most-servers', 'server-seconds', 'downloaded-bytes'] as const;
/** A name in the second column: where a lane's heading spans its rows, it is the first cell of a row, and looks like the others all the same. */
const START = { textAlign: 'start', position: 'static', paddingInline: '0.4375rem' } as const;
type Measure = (typeof ALWAYS)[number] | (typeof OF_A_JOB)[number] | (typeof WHERE_APART)[number];

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
  const inWords = useStoryUnits();
  const words = (measure: Measure, value: number | null) =>
    value === null ? none : inWords[STORY_FIGURES[measure].unit](value);
  const [first] = sides;
  const rows = first.lanes.flatMap(({ id }) => {
    const lanes = sides.flatMap((side) => side.lanes.find((lane) => lane.id === id) ?? []);
    const measures = lanes.length === sides.length ? measuresOf(lanes) : [];
    return measures.map((measure, index) => ({ id, measure, lanes, spans: index === 0 ? measures.length : 0 }));
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
        {rows.map(({ id, measure, lanes, spans }) => {
          const values = lanes.map((lane) => STORY_FIGURES[measure].of(lane));
          const [base] = values;
          return (
            <tr key={`${id}-${measure}`}>
              {spans > 0 && (
                <th scope="rowgroup" rowSpan={spans} {...(id === rows.at(-1)?.id && { style: { borderBlockEnd: 0 } })}>
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

function measuresOf(lanes: readonly SimulatedLane[]): readonly Measure[] {
  const valuesOf = (measure: Measure) => lanes.map((lane) => STORY_FIGURES[measure].of(lane));
  const isKnown = (measure: Measure) => valuesOf(measure).every((value) => value !== null);
  const isApart = (measure: Measure) => new Set(valuesOf(measure)).size > 1;
  return [...ALWAYS, ...OF_A_JOB.filter(isKnown), ...WHERE_APART.filter((one) => isKnown(one) && isApart(one))];
}
