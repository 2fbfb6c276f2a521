import type { ChartState } from '@/components/charts/chart-frame';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { Prediction } from '@/lib/exercises/kinds';

interface PredictionChartProps {
  readonly exercise: AnyExercise;
  readonly prediction: Prediction;
  readonly evidence: Evidence;
  readonly state: ChartState;
  readonly graded: boolean;
}

/** The learner's prediction over what is measured. */
export function PredictionChart(_: PredictionChartProps) {
  return null;
}
