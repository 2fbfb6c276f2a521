import { useTranslations } from 'next-intl';
import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts';
import { ANATOMY_PARTS, type Anatomy } from '@/lib/measure/anatomy';
import type { LaneKey } from '@/lib/measure/lane-record';
import { UNTOUCHABLE } from './chart-style';
import { useFigures } from './format';
import { placeInline } from './place-labels';
import { textWidth } from './text-width';

export interface AnatomyRow extends LaneKey {
  readonly anatomy: Anatomy;
}

interface AnatomyLabelsProps {
  readonly rows: readonly AnatomyRow[];
  readonly barPx: number;
  readonly textPx: number;
}

/** Smaller parts are named in the table and at the pointer only. */
const LEAST_NAMED = 0.08;

/** The names of the larger parts under each bar, and the whole at its end. */
export function AnatomyLabels({ rows, barPx, textPx }: AnatomyLabelsProps) {
  const t = useTranslations('charts.anatomy');
  const figures = useFigures();
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toY || !plot) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE}>
        {rows.map(({ id, anatomy }) => {
          const middle = toY(id, { position: 'middle' }) ?? 0;
          let before = 0;
          const parts = ANATOMY_PARTS.map((part) => {
            const share = anatomy.shares[part];
            const text = t('part', { part: t(`parts.${part}`), share: figures.share(share) });
            const label = {
              part,
              text,
              at: plot.x + before * plot.width,
              width: textWidth(text, textPx),
              weight: share,
            };
            before += share;
            return label;
          }).filter(({ weight }) => weight >= LEAST_NAMED);
          const starts = placeInline(parts, plot.x, plot.x + plot.width, textPx * 0.8);
          return (
            <g key={id} fontSize={textPx}>
              {parts.map(({ part, text }, index) =>
                starts[index] == null ? null : (
                  <text key={part} x={starts[index]} y={middle + barPx / 2 + textPx * 1.2} fill="var(--soft)">
                    {text}
                  </text>
                ),
              )}
              <text x={plot.x + plot.width + 8} y={middle + textPx * 0.35} fontWeight={600} fill="var(--ink)">
                {figures.duration(anatomy.totalMs)}
              </text>
            </g>
          );
        })}
      </g>
    </ZIndexLayer>
  );
}
