import { useTranslations } from 'next-intl';
import type { ChartState } from '@/components/charts/chart-frame';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { StudyPhase } from '@/lib/lab/studies/study-state';

export function stateOfChart(phase: StudyPhase): ChartState {
  return phase === 'idle' ? 'empty' : phase;
}

/** What was measured, for files. */
export function useStudyCaption(setup: ExperimentSetup): string {
  const t = useTranslations('studies');
  // Those have no charts of their own here.
  if (setup.study === 'same-workload' || setup.study === 'draw') return '';
  const { study, modelId, versionId, seed } = setup;
  return t('caption', { study: t(`label.${study}`), model: modelId, version: versionId, seed: String(seed) });
}
