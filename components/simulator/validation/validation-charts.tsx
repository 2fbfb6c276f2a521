import { useTranslations } from 'next-intl';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useModelWords } from '@/components/words/use-model-words';
import { useSimFigures } from '../use-sim-words';
import type { ChartedFigure, ComparedLoad } from './compared';
import { ValidationChart } from './validation-chart';

const HEIGHT_PX = 260;
const FIGURES = ['meanMs', 'p95Ms'] as const;

interface ValidationChartsProps {
  readonly lane: 'online' | 'edge';
  readonly rows: readonly ComparedLoad[];
  readonly modelId: string;
}

/** Mean and 95th percentile over load, each with its table and its files. */
export function ValidationCharts(props: ValidationChartsProps) {
  return (
    <div className="grid halves gap-4 above-4">
      {FIGURES.map((figure) => (
        <FigureCard key={figure} figure={figure} {...props} />
      ))}
    </div>
  );
}

function FigureCard({ figure, lane, rows, modelId }: ValidationChartsProps & { readonly figure: ChartedFigure }) {
  const t = useTranslations('simulator.validation');
  const none = useTranslations('charts')('none');
  const modes = useTranslations('modes');
  const models = useModelWords();
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const time = (ms: number | null | undefined) => (ms == null ? none : figures.time(ms));
  const both = rows.filter(({ simulated, measured }) => simulated && measured);
  return (
    <ChartFrame
      name={`validation-${figure}`}
      title={t(`charts.${figure}`)}
      note={t('charts.note')}
      summary={both
        .map(({ share, simulated, measured }) =>
          t('heldOut.summary', {
            share: figures.share(share),
            simulated: time(simulated?.[figure].value),
            measured: time(measured?.[figure]),
          }),
        )
        .join(' ')}
      caption={t('charts.caption', { lane: modes(`${lane}.name`), model: models.model(modelId) })}
      state="done"
      hasData={rows.some(({ simulated }) => simulated !== undefined)}
      heightFor={() => heightPx}
      twin={{
        head: [t('heldOut.load'), t('simulated'), t('measured'), ...(figure === 'meanMs' ? [t('theory')] : [])],
        rows: rows.map(({ share, simulated, measured, theoryMs }) => [
          figures.share(share),
          time(simulated?.[figure].value),
          time(measured?.[figure]),
          ...(figure === 'meanMs' ? [time(theoryMs)] : []),
        ]),
      }}
      data={() => ({
        columns: ['share', 'requests_per_second', 'simulated_ms', 'low_ms', 'high_ms', 'measured_ms', 'theory_ms'],
        rows: rows.map(({ share, perSecond, simulated, measured, theoryMs }) => [
          ...[share, perSecond, simulated?.[figure].value ?? null, simulated?.[figure].low ?? null],
          ...[simulated?.[figure].high ?? null, measured?.[figure] ?? null, figure === 'meanMs' ? theoryMs : null],
        ]),
      })}
    >
      {(widthPx) => <ValidationChart figure={figure} lane={lane} rows={rows} widthPx={widthPx} heightPx={heightPx} />}
    </ChartFrame>
  );
}
