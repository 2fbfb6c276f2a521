import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartHeight, useChartText } from '@/components/chart-kit/use-chart-text';
import { ChartFrame, type ChartState } from '@/components/charts/chart-frame';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { useAmounts } from '@/components/exercises/use-amounts';
import { drawingOf } from '@/lib/exercises/draw-exercise';
import type { Drawing } from '@/lib/exercises/drawing/form';
import { recordsOf, recordTable } from '@/lib/exercises/drawing/records';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { Prediction } from '@/lib/exercises/prediction';
import { CrossingChart } from './crossing-chart';
import { LoadChart } from './load-chart';
import { panelLayout } from './panel-layout';
import { PanelsChart } from './panels-chart';
import { useFoundWords } from './use-found-words';
import { usePredictionWords } from './use-prediction-words';
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
  const { asked, never } = said;
  const records = recordsOf(drawing, said.number);
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
        t(`summary.${viewOf(ask.kind).summary ?? 'prediction'}`, {
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
          case 'crossing':
            return (
              <CrossingChart
                title={title}
                crossing={drawing}
                xLabel={drawing.xLabel}
                yLabel={drawing.yLabel}
                neverWords={t('measuredIs', { value: never })}
                aimWords={t('yoursIs', { value: said.given })}
                foundWords={foundWords}
                widthPx={widthPx}
                heightPx={curveHeightPx}
              />
            );
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
