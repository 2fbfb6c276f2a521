import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { logAxisOf } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { lineAcross, Marks, type Plot } from '@/components/chart-kit/plot';
import { cross } from '@/components/chart-kit/shapes';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { sizeOfWords, Words } from '@/components/chart-kit/words';
import { useFigures } from '@/components/charts/format';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { placeNames } from '@/lib/chart/labels';
import { logTicks } from '@/lib/chart/ticks';
import { type CapacityPoint, capacityPoints } from '@/lib/lab/studies/capacity-points';
import type { RateTrial } from '@/lib/lab/studies/capacity-result';
import { useP99Words } from './use-p99-words';

interface CapacityCurveProps {
  /** By rate, ascending. */
  readonly trials: readonly RateTrial[];
  readonly limitMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const { colour, textColour } = LANE_STYLE.online;

/** p99 over rate with the limit across it; a circle was met, a cross was not, a ring could not be asked. */
export const CapacityCurve = memo(function CapacityCurve({ trials, limitMs, widthPx, heightPx }: CapacityCurveProps) {
  const t = useTranslations('studies.capacity');
  const figures = useFigures();
  const p99Of = useP99Words();
  const { textPx, strokePx, markPx } = useChartText();
  const drawn = capacityPoints(trials);
  const rates = drawn.map(({ perSecond }) => perSecond);
  const times = [limitMs, ...drawn.map(({ p99Ms }) => p99Ms)];
  const rateAxis = logAxisOf(logTicks(Math.min(...rates) * 0.9, Math.max(...rates) * 1.1), figures.rate);
  return (
    <CurveChart
      title={t('curveTitle')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={drawn}
      x={{ ...rateAxis, of: 'perSecond', name: t('rateAxis') }}
      y={logAxisOf(logTicks(Math.min(...times) * 0.8, Math.max(...times) * 1.2), figures.tick)}
      room={{ topPx: textPx * 1.2, rightPx: textPx * 2 }}
      curves={[
        {
          id: 'counts',
          of: 'countsMs',
          look: { as: 'line', colour, opacity: 0.45, widthPx: strokePx * 0.75, joins: true },
        },
        {
          id: 'trials',
          of: 'p99Ms',
          look: { as: 'marks', mark: ({ trial }) => <TrialMark trial={trial} sizePx={markPx} strokePx={strokePx} /> },
        },
      ]}
      pointed={({ perSecond, trial }) => ({
        title: t('perSecond', { rate: figures.rate(perSecond) }),
        rows: [
          { lane: 'online', name: t('p99'), value: p99Of(trial) },
          { lane: null, name: t('answers'), value: figures.count(trial.sentCount - trial.failedCount) },
          { lane: null, name: t('verdict'), value: t(`verdicts.${trial.verdict}`) },
        ],
      })}
    >
      <Marks behind>
        {(plot) => (
          <path d={lineAcross(plot, limitMs)} stroke="var(--ink)" strokeDasharray="6 4" strokeWidth={strokePx * 0.75} />
        )}
      </Marks>
      <Marks>
        {(plot) => (
          <Names drawn={drawn} limit={t('limit', { limit: figures.duration(limitMs) })} limitMs={limitMs} plot={plot} />
        )}
      </Marks>
    </CurveChart>
  );
});

interface TrialMarkProps {
  readonly trial: RateTrial;
  readonly sizePx: number;
  readonly strokePx: number;
}

function TrialMark({ trial, sizePx, strokePx }: TrialMarkProps) {
  const reach = sizePx * 0.5;
  if (trial.met) return <circle r={reach} fill={colour} stroke="var(--card)" strokeWidth={1} />;
  if (trial.disturbed) return <circle r={reach} fill="none" stroke="var(--soft)" strokeWidth={strokePx * 0.75} />;
  return <path d={cross(reach)} stroke={textColour} strokeWidth={strokePx} />;
}

interface NamesProps {
  readonly drawn: readonly CapacityPoint[];
  readonly limit: string;
  readonly limitMs: number;
  readonly plot: Plot;
}

/** The limit, and the shapes where the curve breaks: at the highest rate that was met and the lowest that was not. */
function Names({ drawn, limit, limitMs, plot }: NamesProps) {
  const t = useTranslations('studies.capacity');
  const { left, width, toX, toY, textPx, markPx } = plot;
  const named = (
    [
      ['met', drawn.findLast(({ trial }) => trial.met)],
      ['missed', drawn.find(({ trial }) => !trial.met && !trial.disturbed)],
      ['disturbed', drawn.find(({ trial }) => trial.disturbed)],
    ] as const
  ).flatMap(([id, point]) => (point ? [{ words: t(id), at: { x: toX(point.perSecond), y: toY(point.p99Ms) } }] : []));
  const limitY = toY(limitMs);
  const limitSize = sizeOfWords([limit], textPx, 600);
  const marks = drawn.map(({ perSecond, p99Ms }) => ({
    left: toX(perSecond) - markPx / 2,
    top: toY(p99Ms) - markPx / 2,
    width: markPx,
    height: markPx,
  }));
  const places = placeNames(
    named.map(({ at }) => [at]),
    named.map(({ words }) => sizeOfWords([words], textPx, 600)),
    plot,
    [...marks, { left, top: limitY, width, height: 1 }, { left: left + 5, top: limitY - 5 - textPx, ...limitSize }],
    markPx,
  );
  return (
    <>
      <Words x={left + 5} y={limitY - 5} lines={limit} textPx={textPx} />
      {named.map(({ words }, index) => (
        <Words
          key={words}
          x={places[index]?.left ?? left}
          y={(places[index]?.top ?? 0) + textPx}
          lines={words}
          textPx={textPx}
          colour={textColour}
        />
      ))}
    </>
  );
}
