import { useTranslations } from 'next-intl';
import { lineAcross, type Plot } from '@/components/chart-kit/plot';
import { cross } from '@/components/chart-kit/shapes';
import { Words } from '@/components/chart-kit/words';
import { useAmounts } from '@/components/exercises/use-amounts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LoadDrawing } from '@/lib/exercises/drawing/load-drawing';
import { AimLine, HeadWords, placeOn } from './aim';

interface LoadMarksProps {
  readonly load: LoadDrawing;
  readonly aimWords: string;
  readonly foundWords: string | null;
  readonly plot: Plot;
  readonly widthPx: number;
}

/** The limit, what lies between the best rate that kept to it and the lowest that did not, and every rate tried: a circle kept to it, a cross did not. */
export function LoadMarks({ load, aimWords, foundWords, plot, widthPx }: LoadMarksProps) {
  const t = useTranslations('predictionChart');
  const { predicted } = useAmounts();
  const { x, lane, limitMs, trials, bracket, best, aim } = load;
  const { top, right, height, toY, textPx, strokePx, markPx } = plot;
  const toX = (value: number) => placeOn(x, plot, value);
  const found = bracket ?? best;
  const foundX = found && { from: toX(found.low), to: toX(found.high) };
  const { colour, textColour } = lane ? LANE_STYLE[lane] : { colour: 'var(--ink)', textColour: 'var(--ink)' };
  const aimX = toX(aim.value);
  return (
    <>
      {foundX && (
        <rect
          x={foundX.from}
          y={top - textPx * 0.3}
          width={Math.max(strokePx, foundX.to - foundX.from)}
          height={height + textPx * 0.3}
          fill={textColour}
          fillOpacity={0.18}
          stroke={textColour}
          strokeWidth={strokePx / 3}
        />
      )}
      <AimLine plot={plot} x={aimX} fromY={top - textPx * 1.7} />
      {limitMs !== null && (
        <>
          <path d={lineAcross(plot, limitMs)} stroke="var(--ink)" strokeWidth={strokePx * 0.75} />
          <Words
            x={right}
            y={toY(limitMs) + textPx * 1.25}
            anchor="end"
            lines={t('limitIs', { limit: predicted('duration', limitMs) })}
            textPx={textPx}
          />
        </>
      )}
      <HeadWords lines={[aimWords]} x={aimX} y={top - textPx * 2} widthPx={widthPx} textPx={textPx} />
      {foundWords && foundX && (
        <HeadWords
          lines={[foundWords]}
          x={(foundX.from + foundX.to) / 2}
          y={top - textPx * 0.6}
          widthPx={widthPx}
          textPx={textPx}
        />
      )}
      {trials.map(({ perSecond, y, met }, index) => (
        <g key={`${index}-${perSecond}`} transform={`translate(${toX(perSecond)} ${toY(y)})`} fill="none">
          {met ? (
            <circle r={markPx * 0.55} fill={colour} stroke="var(--card)" strokeWidth={strokePx / 2} />
          ) : (
            <>
              <path d={cross(markPx * 0.55)} stroke="var(--card)" strokeWidth={strokePx * 2.2} />
              <path d={cross(markPx * 0.55)} stroke={textColour} strokeWidth={strokePx * 1.1} />
            </>
          )}
        </g>
      ))}
    </>
  );
}
