import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartFrame, type ChartState } from '@/components/charts/chart-frame';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { useChartHeight } from '@/components/lab/studies/study-chart';
import { type Drawing, drawingOf } from '@/lib/exercises/drawing/drawing';
import { recordsOf, recordTable } from '@/lib/exercises/drawing/records';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { AnyExercise, Ask } from '@/lib/exercises/exercise';
import type { Prediction } from '@/lib/exercises/kinds';
import { CrossingChart } from './crossing-chart';
import { LoadChart } from './load-chart';
import { panelLayout } from './panel-layout';
import { PanelsChart } from './panels-chart';
import { useAmounts } from './use-amounts';
import { useFoundWords } from './use-found-words';
import { predictedNumber, usePredictionWords } from './use-prediction-words';
import { useRecordWords } from './use-record-words';
import { useRowWords } from './use-row-words';

interface PredictionChartProps {
  readonly exercise: AnyExercise;
  readonly prediction: Prediction;
  /** The figures of the last leg may be those so far. */
  readonly evidence: Evidence;
  readonly state: ChartState;
  /** The comparison has been revealed: the title may tell the finding. */
  readonly graded: boolean;
}

/** The learner's prediction over what is measured; nothing where there is nothing to draw. */
export function PredictionChart(props: PredictionChartProps) {
  const { exercise, prediction, evidence } = props;
  const drawing = useMemo(() => drawingOf(exercise, prediction, evidence), [exercise, prediction, evidence]);
  return drawing && <Drawn drawing={drawing} {...props} />;
}

function Drawn({
  drawing,
  exercise,
  prediction,
  evidence,
  state,
  graded,
}: PredictionChartProps & { drawing: Drawing }) {
  const t = useTranslations('predictionChart');
  const { ask } = exercise;
  const said = usePredictionWords(exercise, prediction);
  const found = useFoundWords(exercise, evidence, said.given);
  const asked = useAskedWords(ask);
  const records = recordsOf(drawing, predictedNumber(ask, prediction));
  const never = ask.kind === 'crossover' ? (ask as Ask<'crossover'>).input.never : '';
  const recordWords = useRecordWords(records, said.given, asked, never);
  const layOut = usePanels(drawing, state, asked);
  const { textPx } = useChartText();
  const curveHeightPx = useChartHeight(400);
  const neutral = t(`title.${state === 'empty' || state === 'running' ? state : 'done'}`);
  const title = (graded && found.title) || neutral;
  const gapPx = Math.ceil(textPx * 0.8);
  const foundWords = found.number && t('measuredIs', { value: found.number });
  return (
    <ChartFrame
      name={`prediction-${ask.id}`}
      title={title}
      note={said.note}
      summary={[
        t(prediction.kind === 'order' ? 'summary.order' : 'summary.prediction', {
          value: said.given,
          items: said.given,
        }),
        recordWords.sentence || t('summary.none'),
      ].join(t('summary.separator'))}
      caption={t('caption', { title: ask.title })}
      state={state}
      hasData
      heightFor={(widthPx) =>
        drawing.form === 'panels'
          ? layOut(widthPx).reduce((sum, { layout }) => sum + layout.heightPx + gapPx, -gapPx)
          : curveHeightPx
      }
      twin={recordWords.twin}
      data={() => recordTable(records, said.given, asked)}
    >
      {(widthPx) => {
        switch (drawing.form) {
          case 'panels':
            return (
              <PanelsChart
                title={title}
                panels={layOut(widthPx)}
                aimWords={said.given}
                gapPx={gapPx}
                widthPx={widthPx}
              />
            );
          case 'crossing': {
            const { x, y } = (ask as Ask<'crossover'>).input;
            return (
              <CrossingChart
                title={title}
                crossing={drawing}
                xLabel={x.label}
                yLabel={y.label}
                neverWords={t('measuredIs', { value: never })}
                aimWords={t('yoursIs', { value: said.given })}
                foundWords={foundWords}
                widthPx={widthPx}
                heightPx={curveHeightPx}
              />
            );
          }
          case 'load':
            return (
              <LoadChart
                title={title}
                load={drawing}
                aimWords={t('yoursIs', { value: said.given })}
                foundWords={foundWords}
                widthPx={widthPx}
                heightPx={curveHeightPx}
              />
            );
        }
      }}
    </ChartFrame>
  );
}

/** What the figure asked for is called where it is not one of those watched. */
function useAskedWords(ask: Ask): string {
  const t = useTranslations('predictionChart');
  if (ask.kind === 'numeric') return (ask as Ask<'numeric'>).input.label;
  if (ask.kind !== 'ratio') return '';
  const { above, below } = (ask as Ask<'ratio'>).input;
  const words = t('quotient', { above, below });
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** The panels of a drawing with their words, laid out for a width that may not be known yet. */
function usePanels(drawing: Drawing, state: ChartState, asked: string) {
  const t = useTranslations('predictionChart');
  const amounts = useAmounts();
  const wordsOf = useRowWords(state, asked);
  const { textPx, markPx } = useChartText();
  const longest = [t('pending'), t('missing'), amounts.measured({ unit: 'rate' }, 10_000)];
  return (widthPx: number) => {
    if (drawing.form !== 'panels') return [];
    const valuePx = Math.max(...longest.map((text) => textWidth(text, textPx))) + textPx * 0.6;
    return drawing.panels.map((panel) => {
      const words = panel.rows.map(wordsOf);
      return { panel, words, layout: panelLayout(panel, words, widthPx || 600, { textPx, markPx, valuePx }) };
    });
  };
}
