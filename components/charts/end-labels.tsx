import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LaneKey } from '@/lib/measure/lane-record';
import { halo, UNTOUCHABLE } from './chart-style';
import { spread } from './place-labels';

interface EndLabelsProps {
  readonly labels: readonly (LaneKey & { readonly text: string; readonly value: number })[];
  readonly textPx: number;
}

/** Names to the right of where lines end, moved apart where the lines end close together. */
export function EndLabels({ labels, textPx }: EndLabelsProps) {
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toY || !plot) return null;
  const middles = spread(
    labels.map(({ value }) => toY(value) ?? 0),
    textPx * 1.35,
    plot.y - textPx / 2,
    plot.y + plot.height + textPx / 2,
  );
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE}>
        {labels.map(({ id, modeId, text }, index) => (
          <text
            key={id}
            x={plot.x + plot.width + 8}
            y={(middles[index] ?? 0) + textPx * 0.35}
            fontSize={textPx}
            fontWeight={600}
            fill={LANE_STYLE[modeId].textColour}
            {...halo(textPx)}
          >
            {text}
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}
