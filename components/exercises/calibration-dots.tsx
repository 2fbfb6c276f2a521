import { useTranslations } from 'next-intl';
import { CartesianGrid, ErrorBar, Label, ReferenceLine, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import { bottomAxis, GRID, gridLine, halo, sideAxis } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import type { CalibrationGroup } from '@/lib/exercises/calibration';
import type { Proportion } from '@/lib/measure/proportion';

interface CalibrationDotsProps {
  readonly groups: readonly (CalibrationGroup & { readonly right: Proportion })[];
  readonly widthPx: number;
  readonly heightPx: number;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const EXACT = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;

interface Dot {
  readonly claimed: number;
  readonly share: number;
  /** What the interval reaches below and above. */
  readonly reach: readonly [number, number];
  readonly group: CalibrationDotsProps['groups'][number];
}

/** What Recharts tells of where a dot stands. */
interface DotPlace {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly payload?: Dot;
}

/** A dot a level of confidence with its interval, and the line on which confidence is exact. */
export function CalibrationDots({ groups, widthPx, heightPx }: CalibrationDotsProps) {
  const t = useTranslations('practice.calibration');
  const figures = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const axisPx = Math.ceil(textWidth(figures.share(1), textPx)) + 10;
  const dots = groups.map<Dot>((group) => ({
    claimed: group.claimed,
    share: group.right.value,
    reach: [group.right.value - group.right.low, group.right.high - group.right.value],
    group,
  }));
  const label = { fill: 'var(--soft)', fontSize: textPx };
  return (
    <ScatterChart
      width={widthPx}
      height={heightPx}
      margin={{
        top: Math.ceil(textPx * 2.2),
        right: Math.ceil(textPx * 2.6),
        bottom: Math.ceil(textPx * 1.6),
        left: 0,
      }}
      title={t('axisAcross')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} horizontalValues={TICKS} strokeWidth={gridLine(strokePx)} />
      <XAxis dataKey="claimed" {...bottomAxis(textPx)} domain={[0, 1]} ticks={TICKS} tickFormatter={figures.share}>
        <Label value={t('axisAcross')} position="bottom" offset={textPx * 0.3} {...label} />
      </XAxis>
      <YAxis
        dataKey="share"
        {...sideAxis(textPx)}
        domain={[0, 1]}
        ticks={TICKS}
        tickFormatter={figures.share}
        width={axisPx}
        // Dots at either end stand clear of the axis and its words.
        padding={{ top: markPx, bottom: markPx }}
      >
        <Label
          content={() => (
            <text x={0} y={textPx} {...label}>
              {t('axisUp')}
            </text>
          )}
        />
      </YAxis>
      <ReferenceLine segment={EXACT} stroke="var(--control-line)" strokeWidth={strokePx} strokeDasharray="6 5" />
      <Tooltip
        cursor={false}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const pointed = payload?.[0]?.payload as Dot | undefined;
          if (!active || !pointed) return null;
          const { id, claimed, right } = pointed.group;
          const range = t('range', { low: figures.share(right.low), high: figures.share(right.high) });
          return (
            <Pointed
              title={t(`levels.${id}`)}
              rows={[
                { lane: null, name: t('claimed'), value: figures.share(claimed) },
                { lane: null, name: t('right'), value: figures.share(right.value) },
                { lane: null, name: t('interval'), value: range },
                { lane: null, name: t('answers'), value: figures.count(right.of) },
              ]}
            />
          );
        }}
      />
      <Scatter
        data={dots}
        isAnimationActive={false}
        shape={({ cx = 0, cy = 0, payload }: DotPlace) => (
          <g>
            <circle cx={cx} cy={cy} r={markPx * 0.75} fill="var(--ink)" stroke="var(--card)" strokeWidth={strokePx} />
            <text
              x={cx + markPx * 1.25}
              y={cy}
              dominantBaseline="central"
              {...halo(textPx)}
              fill="var(--ink)"
              fontSize={textPx}
            >
              {payload && `${payload.group.right.count}/${payload.group.right.of}`}
            </text>
          </g>
        )}
      >
        <ErrorBar
          dataKey="reach"
          direction="y"
          width={markPx * 0.75}
          stroke="var(--soft)"
          strokeWidth={strokePx}
          isAnimationActive={false}
        />
      </Scatter>
    </ScatterChart>
  );
}
