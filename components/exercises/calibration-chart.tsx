'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { calibrationOf, type Judged, LEAST_ANSWERS } from '@/lib/exercises/calibration';
import { CalibrationDots } from './calibration-dots';

/** Confidence held against outcome: whether somebody is right as often as they think. Needs the messages `practice` and `charts`. */
export function CalibrationChart({ answers }: { readonly answers: readonly Judged[] }) {
  const t = useTranslations('practice.calibration');
  const figures = useFigures();
  const format = useFormatter();
  const heightPx = useChartHeight(300);
  const { groups, count, meanClaimed, right, brier, verdict } = calibrationOf(answers);
  const title = t(`title.${verdict}`);
  const given = groups.flatMap(({ id, claimed, right }) => (right ? [{ id, claimed, right }] : []));
  const decimals = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <ChartFrame
      name="calibration"
      title={title}
      note={t('note')}
      summary={t('summary', {
        verdict: `${title}.`,
        groups: given
          .map(({ id, claimed, right }) =>
            t('group', {
              level: t(`levels.${id}`),
              claimed: figures.share(claimed),
              right: right.count,
              count: right.of,
            }),
          )
          .join(' '),
      })}
      caption={t('caption', { count })}
      state="done"
      hasData={count > 0}
      placeholder={t('empty')}
      heightFor={() => heightPx}
      twin={{
        head: [t('level'), t('claimed'), t('right'), t('interval'), t('answers')],
        rows: given.map(({ id, claimed, right }) => [
          t(`levels.${id}`),
          figures.share(claimed),
          figures.share(right.value),
          t('range', { low: figures.share(right.low), high: figures.share(right.high) }),
          figures.count(right.of),
        ]),
      }}
      data={() => ({
        columns: ['confidence', 'claimed', 'right', 'right_low', 'right_high', 'answers'],
        rows: given.map(({ id, claimed, right }) => [id, claimed, right.value, right.low, right.high, right.of]),
      })}
      foot={
        meanClaimed !== null &&
        right !== null &&
        brier !== null && (
          <div className="grid gap-1 above-3 soft small">
            <p>
              {t('overall', {
                claimed: figures.share(meanClaimed),
                right: right.count,
                count,
                low: figures.share(right.low),
                high: figures.share(right.high),
              })}
            </p>
            {verdict === 'too-few' && <p>{t('more', { least: LEAST_ANSWERS })}</p>}
            <p>{t('brier', { score: decimals(brier) })}</p>
          </div>
        )
      }
    >
      {(widthPx) => <CalibrationDots groups={given} widthPx={widthPx} heightPx={heightPx} />}
    </ChartFrame>
  );
}
