import { useTranslations } from 'next-intl';
import type { ChartState } from '@/components/charts/chart-frame';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { StudyPhase } from '@/lib/lab/studies/study-state';

export function stateOfChart(phase: StudyPhase): ChartState {
  return phase === 'idle' ? 'empty' : phase;
}

/** What was measured, for files. */
export function useStudyCaption({ study, modelId, versionId, seed }: ExperimentSetup): string {
  const t = useTranslations('studies');
  if (study === 'same-workload') return '';
  return t('caption', { study: t(`label.${study}`), model: modelId, version: versionId, seed: String(seed) });
}
