'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { Marks } from '@/components/chart-kit/plot';
import { LaneSign } from '@/components/chart-kit/shapes';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { Words } from '@/components/chart-kit/words';
import { useFigures } from '@/components/charts/format';
import { useShareAxes } from '@/components/charts/use-share-axes';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { ComparedCurves, ComparedLane } from '@/lib/lab/compare-runs';
import { useSideWords } from './use-side-words';

interface CompareCurvesProps {
  readonly lane: ComparedLane;
  readonly curves: ComparedCurves;
  /** The latencies that the axis spans, over all lanes: all curves have one scale. */
  readonly domain: { readonly fromMs: number; readonly toMs: number };
  readonly widthPx: number;
  readonly heightPx: number;
}

const RUNS = ['a', 'b'] as const;
/** A chart has room for a lane's name, and in which run it was emulated. Heights of its letters. */
const NAME_EM = 13;

/** The latencies of one lane in two runs: the first bold, the second thin, each with its letter at its median. */
export const CompareCurves = memo(function CompareCurves(props: CompareCurvesProps) {
  const { lane, curves, domain, widthPx, heightPx } = props;
  const t = useTranslations('runs.compare');
  const nameOf = useLaneName();
  const words = useSideWords();
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const { x, y, rightPx } = useShareAxes(domain);
  const { colour, textColour } = LANE_STYLE[lane.modeId];
  const name = words.both(lane, nameOf(lane));
  const medians = RUNS.flatMap((run) => {
    const median = lane[run]?.p50;
    return median?.state === 'earned' ? [{ run, ms: median.valueMs }] : [];
  });
  // The sooner one's letter to the left of both curves, the later one's to the right.
  const isLater = (ms: number) => medians.some((other) => other.ms < ms);
  return (
    <CurveChart
      title={t('chart.lane', { lane: name })}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={curves.points}
      // Room for a letter before the first curve.
      x={{ ...x, of: 'withinMs', from: domain.fromMs / 2 }}
      y={y}
      room={{ topPx: textPx * 2, rightPx }}
      curves={RUNS.map((run) => ({
        id: run,
        of: run,
        look: { as: 'line', colour, widthPx: strokePx * (run === 'a' ? 1.75 : 0.75) },
      }))}
      grid="both"
      pointed={(point) => ({
        title: t('chart.within', { time: figures.duration(point.withinMs) }),
        rows: RUNS.filter((run) => lane[run]).map((run) => ({
          lane: null,
          name: words.run(lane, run),
          value: figures.accuracy(point[run] ?? (isPast(curves, run, point.withinMs) ? 1 : 0)),
        })),
      })}
    >
      <Marks>
        {({ left, toX, toY, markPx }) => (
          <>
            <g transform={`translate(${left + markPx} ${textPx * 0.75})`}>
              <LaneSign lane={lane.modeId} radius={markPx * 0.7} />
              <Words
                x={markPx * 1.5}
                y={textPx * 0.35}
                lines={name}
                textPx={Math.min(textPx, widthPx / NAME_EM)}
                colour={textColour}
              />
            </g>
            {medians.map(({ run, ms }) => (
              <g key={run} transform={`translate(${toX(ms)} ${toY(0.5)})`}>
                <circle
                  r={markPx * 0.5}
                  fill={run === 'a' ? colour : 'var(--card)'}
                  stroke={colour}
                  strokeWidth={strokePx}
                />
                <Words
                  x={(markPx * 0.5 + 5) * (isLater(ms) ? 1 : -1)}
                  y={textPx * 0.35}
                  anchor={isLater(ms) ? 'start' : 'end'}
                  lines={t(`letter.${run}`)}
                  textPx={textPx}
                  weight={700}
                  colour={textColour}
                />
              </g>
            ))}
          </>
        )}
      </Marks>
    </CurveChart>
  );
});

/** Whether all answers of a run had come by then. */
const isPast = ({ points }: ComparedCurves, run: (typeof RUNS)[number], ms: number) =>
  points.some((point) => point.withinMs < ms && point[run] === 1);
