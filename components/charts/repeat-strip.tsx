import { Marks } from '@/components/chart-kit/plot';
import { RowChart } from '@/components/chart-kit/row-chart';
import { LaneSign } from '@/components/chart-kit/shapes';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { decadeTicks } from '@/lib/chart/ticks';
import type { RepeatSpread } from '@/lib/measure/repeats';
import { useLaneNames } from './emulated';
import { useFigures } from './format';

interface RepeatStripProps {
  readonly title: string;
  readonly repeats: readonly RepeatSpread[];
  readonly widthPx: number;
}

/** One row a lane, one mark a run, over one log axis. */
export function RepeatStrip({ title, repeats, widthPx }: RepeatStripProps) {
  const names = useLaneNames();
  const figures = useFigures();
  const { textPx } = useChartText();
  const lanes = repeats.filter(({ lowest }) => lowest !== null && lowest > 0);
  const allMs = lanes.flatMap(({ medianMs }) => medianMs.filter((ms) => ms !== null));
  if (allMs.length === 0) return null;
  const from = 10 ** Math.floor(Math.log10(Math.min(...allMs)));
  const to = Math.max(from * 10, 10 ** Math.ceil(Math.log10(Math.max(...allMs))));
  const tickPx = textWidth(figures.tick(100), textPx);
  return (
    <RowChart
      title={title}
      widthPx={widthPx}
      heightPx={textPx * (lanes.length * 2.8 + 2)}
      rows={lanes}
      x={{
        scale: 'log',
        from,
        to,
        ticks: (lengthPx) => decadeTicks(from, to, Math.floor(lengthPx / (tickPx + 12))),
        words: figures.tick,
      }}
      nameOf={({ id, modeId }) => ({ lane: modeId, name: names(id).name, note: names(id).note })}
      parts={[]}
      room={{ rightPx: tickPx / 2 + 2 }}
    >
      <Marks>
        {({ toX, toY, strokePx, markPx }) =>
          lanes.map(({ id, modeId, medianMs, lowest, highest }) => (
            <g key={id} transform={`translate(0 ${toY(id)})`}>
              <path
                d={`M${toX(lowest ?? from)} 0H${toX(highest ?? to)}`}
                stroke={LANE_STYLE[modeId].colour}
                strokeWidth={strokePx}
              />
              {medianMs.map((ms, run) =>
                ms === null ? null : (
                  <g key={run} transform={`translate(${toX(ms)} 0)`} fillOpacity={0.75}>
                    <LaneSign lane={modeId} radius={markPx * 0.6} edgePx={strokePx / 2} />
                  </g>
                ),
              )}
            </g>
          ))
        }
      </Marks>
    </RowChart>
  );
}
