import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import { Marks } from './plot';
import { RowChart } from './row-chart';
import { axisText } from './style';
import { textWidth } from './text-width';
import { useChartText } from './use-chart-text';

export interface ValueBar {
  readonly id: string;
  readonly lane: ModeId;
  readonly name: string;
  /** Its name where no sign of its lane stands beside it; the same where there is no other. */
  readonly full?: string;
  readonly value: number | null;
  /** The value, or why there is none. */
  readonly text: string;
}

interface ValueBarsProps {
  readonly title: string;
  readonly bars: readonly ValueBar[];
  /** Beside the bars, below the title of the picture; or each above its bar: then long names never squeeze the bars. */
  readonly names: 'beside' | 'above';
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One measure as a bar a row on a common axis from 0, with its value at the end of the bar or the reason why there is none. */
export function ValueBars({ title, bars, names, widthPx, heightPx }: ValueBarsProps) {
  const { textPx } = useChartText();
  const isBeside = names === 'beside';
  const valuePx =
    Math.ceil(Math.max(0, ...bars.map(({ value, text }) => (value === null ? 0 : textWidth(text, textPx))))) + 14;
  return (
    <RowChart<ValueBar>
      title={title}
      desc={bars.map(({ name, full = name, text }) => `${full} ${text}`).join(', ')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={bars}
      x={{ from: 0, to: Math.max(0, ...bars.map(({ value }) => value ?? 0)) || 1 }}
      {...(isBeside && { nameOf: (bar) => bar })}
      parts={[{ id: 'value', of: ({ value }) => value, colour: ({ lane }) => LANE_STYLE[lane].colour }]}
      barPx={textPx * (isBeside ? 1.15 : 1.1)}
      downPx={isBeside ? 0 : textPx * 0.6}
      room={{ topPx: textPx * (isBeside ? 1.7 : 0.6), rightPx: Math.min(valuePx, widthPx * 0.6) }}
    >
      <Marks>
        {({ left, toX, toY }) => (
          <g fontSize={textPx}>
            {isBeside && (
              <text x={0} y={textPx} {...axisText(textPx)}>
                {title}
              </text>
            )}
            {bars.map(({ id, lane, name, value, text }) => (
              <g key={id}>
                {!isBeside && (
                  <text x={left} y={toY(id) - textPx * 0.35} fontWeight={600} fill={LANE_STYLE[lane].textColour}>
                    {name}
                  </text>
                )}
                <text
                  x={value === null ? left : Math.max(toX(value), left + 2) + 7}
                  y={toY(id) + textPx * (isBeside ? 0.35 : 0.95)}
                  fill={value === null ? 'var(--soft)' : 'var(--ink)'}
                >
                  {text}
                </text>
              </g>
            ))}
          </g>
        )}
      </Marks>
    </RowChart>
  );
}

/** Height that bars with their names above them take. px */
export const barsHeight = (count: number, textPx: number) => Math.ceil(Math.max(1, count) * textPx * 3.6 + textPx);
