import { useTranslations } from 'next-intl';
import { axisOfShares } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { Marks } from '@/components/chart-kit/plot';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { Words } from '@/components/chart-kit/words';
import { useFigures } from '@/components/charts/format';
import type { CalibrationGroup } from '@/lib/exercises/calibration';
import type { Proportion } from '@/lib/measure/proportion';

interface CalibrationDotsProps {
  readonly groups: readonly (CalibrationGroup & { readonly right: Proportion })[];
  readonly widthPx: number;
  readonly heightPx: number;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
/** Of the axis: dots at either end stand clear of its ends. */
const CLEAR = 0.04;

/** A dot a level of confidence with its interval, and the line on which confidence is exact. */
export function CalibrationDots({ groups, widthPx, heightPx }: CalibrationDotsProps) {
  const t = useTranslations('practice.calibration');
  const figures = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const shares = axisOfShares(TICKS, figures.share);
  return (
    <CurveChart
      title={t('axisAcross')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={groups}
      x={{ ...shares, of: 'claimed', name: t('axisAcross') }}
      y={{ ...shares, from: -CLEAR, to: 1 + CLEAR, isOpen: true, name: t('axisUp') }}
      room={{ topPx: textPx * 2.2, rightPx: textPx * 2.6 }}
      curves={[
        {
          id: 'right',
          of: ({ right }) => right.value,
          look: {
            as: 'marks',
            mark: () => <circle r={markPx * 0.75} fill="var(--ink)" stroke="var(--card)" strokeWidth={strokePx} />,
          },
        },
      ]}
      cursor={false}
      pointed={({ id, claimed, right }) => ({
        title: t(`levels.${id}`),
        rows: [
          { lane: null, name: t('claimed'), value: figures.share(claimed) },
          { lane: null, name: t('right'), value: figures.share(right.value) },
          {
            lane: null,
            name: t('interval'),
            value: t('range', { low: figures.share(right.low), high: figures.share(right.high) }),
          },
          { lane: null, name: t('answers'), value: figures.count(right.of) },
        ],
      })}
    >
      <Marks behind>
        {({ toX, toY }) => (
          <g strokeWidth={strokePx} fill="none">
            <path d={`M${toX(0)} ${toY(0)}L${toX(1)} ${toY(1)}`} stroke="var(--control-line)" strokeDasharray="6 5" />
            {groups.map(({ id, claimed, right: { low, high } }) => (
              <path
                key={id}
                d={`M${toX(claimed)} ${toY(low)}V${toY(high)}m${-markPx * 0.75} 0h${markPx * 1.5}M${toX(claimed) - markPx * 0.75} ${toY(low)}h${markPx * 1.5}`}
                stroke="var(--soft)"
              />
            ))}
          </g>
        )}
      </Marks>
      <Marks>
        {({ toX, toY }) =>
          groups.map(({ id, claimed, right: { value, count, of } }) => (
            <Words
              key={id}
              x={toX(claimed) + markPx * 1.25}
              y={toY(value) + textPx * 0.35}
              lines={`${count}/${of}`}
              textPx={textPx}
              weight={400}
            />
          ))
        }
      </Marks>
    </CurveChart>
  );
}
