import { useTranslations } from 'next-intl';
import type { ChartState } from '@/components/charts/chart-frame';
import { useChartText } from '@/components/charts/use-chart-text';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { StudyPhase } from '@/lib/lab/studies/study-state';

export function stateOfChart(phase: StudyPhase): ChartState {
  return phase === 'idle' ? 'empty' : phase;
}

/** Larger words need more room: a drawing grows half as fast as they do. @param heightPx at the standard size of text */
export function useChartHeight(heightPx: number): number {
  const { textPx } = useChartText();
  return Math.round(heightPx * Math.sqrt(Math.max(1, textPx / 13)));
}

/** What was measured, for files. */
export function useStudyCaption(setup: ExperimentSetup): string {
  const t = useTranslations('studies');
  // Those have no charts of their own here.
  if (setup.study === 'same-workload' || setup.study === 'draw') return '';
  const { study, modelId, versionId, seed } = setup;
  return t('caption', { study: t(`label.${study}`), model: modelId, version: versionId, seed: String(seed) });
}
