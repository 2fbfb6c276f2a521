import { useTranslations } from 'next-intl';
import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { halo, UNTOUCHABLE } from '@/components/charts/chart-style';
import { useAmounts } from '@/components/exercises/use-amounts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LoadDrawing } from '@/lib/exercises/drawing/load-drawing';
import { AimLine, HeadLabel } from './aim-line';

interface LoadMarksProps {
  readonly load: LoadDrawing;
  readonly aimWords: string;
  readonly foundWords: string | null;
  readonly widthPx: number;
  readonly textPx: number;
  readonly strokePx: number;
  readonly markPx: number;
}

/** The limit, what lies between the best rate that kept to it and the lowest that did not, and every rate tried: a circle kept to it, a cross did not. */
export function LoadMarks({ load, aimWords, foundWords, widthPx, textPx, strokePx, markPx }: LoadMarksProps) {
  const t = useTranslations('predictionChart');
  const { predicted } = useAmounts();
  const { x, lane, limitMs, trials, bracket, best, aim } = load;
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  const plot = usePlotArea();
  if (!scaleX || !scaleY || !plot) return null;
  const toX = (value: number) => scaleX(Math.min(x.most, Math.max(x.least, value))) ?? plot.x;
  const toY = (value: number) => scaleY(value) ?? plot.y;
  const found = bracket ?? best;
  const colour = lane ? LANE_STYLE[lane].colour : 'var(--ink)';
  const textColour = lane ? LANE_STYLE[lane].textColour : 'var(--ink)';
  const limitY = limitMs === null ? null : toY(limitMs);
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE}>
        <text x={0} y={textPx} fontSize={textPx} fill="var(--soft)">
          {t('p99')}
        </text>
        {found && (
          <rect
            x={toX(found.low)}
            y={plot.y - textPx * 0.3}
            width={Math.max(strokePx, toX(found.high) - toX(found.low))}
            height={plot.height + textPx * 0.3}
            fill={textColour}
            fillOpacity={0.18}
            stroke={textColour}
            strokeWidth={strokePx / 3}
          />
        )}
        <AimLine x={toX(aim.value)} fromY={plot.y - textPx * 1.7} strokePx={strokePx} />
        {limitY !== null && limitMs !== null && (
          <>
            <path d={`M${plot.x} ${limitY}H${plot.x + plot.width}`} stroke="var(--ink)" strokeWidth={strokePx * 0.75} />
            <text
              x={plot.x + plot.width}
              y={limitY + textPx * 1.25}
              textAnchor="end"
              fontSize={textPx}
              fontWeight={600}
              fill="var(--ink)"
              {...halo(textPx)}
            >
              {t('limitIs', { limit: predicted('duration', limitMs) })}
            </text>
          </>
        )}
        <path
          d={trials.map(({ perSecond, y }, index) => `${index === 0 ? 'M' : 'L'}${toX(perSecond)} ${toY(y)}`).join('')}
          stroke={colour}
          strokeOpacity={0.45}
          strokeWidth={strokePx * 0.75}
          fill="none"
        />
        <HeadLabel lines={[aimWords]} x={toX(aim.value)} y={plot.y - textPx * 2} widthPx={widthPx} textPx={textPx} />
        {foundWords && found && (
          <HeadLabel
            lines={[foundWords]}
            x={(toX(found.low) + toX(found.high)) / 2}
            y={plot.y - textPx * 0.6}
            widthPx={widthPx}
            textPx={textPx}
          />
        )}
        {trials.map(({ perSecond, y, met }, index) => (
          <g key={`${index}-${perSecond}`} transform={`translate(${toX(perSecond)} ${toY(y)})`}>
            {met ? (
              <circle r={markPx * 0.55} fill={colour} stroke="var(--card)" strokeWidth={strokePx / 2} />
            ) : (
              <g fill="none">
                <path d={cross(markPx * 0.55)} stroke="var(--card)" strokeWidth={strokePx * 2.2} />
                <path d={cross(markPx * 0.55)} stroke={textColour} strokeWidth={strokePx * 1.1} />
              </g>
            )}
          </g>
        ))}
      </g>
    </ZIndexLayer>
  );
}

const cross = (reach: number) => `M${-reach} ${-reach}L${reach} ${reach}M${-reach} ${reach}L${reach} ${-reach}`;
