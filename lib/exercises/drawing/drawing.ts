import type { Evidence } from '../evidence/evidence';
import type { AnyExercise, Exercise } from '../exercise';
import type { Prediction } from '../kinds';
import { type Crossing, crossingOf } from './crossing';
import { type LoadDrawing, loadDrawing } from './load-drawing';
import { numberPanels } from './number-panels';
import { orderPanel } from './order-panel';
import { type Panel, panelsOf } from './panel';
import { ratioPanels } from './ratio-panels';
import { watchedOf } from './watched';

interface PanelsDrawing {
  readonly form: 'panels';
  /** Never empty. */
  readonly panels: readonly Panel[];
}

/** What is drawn of an exercise: the prediction, and over it what was measured so far. */
export type Drawing = PanelsDrawing | Crossing | LoadDrawing;

/** @returns `null` where there is nothing to draw, or the prediction is of another kind than the exercise. */
export function drawingOf(exercise: AnyExercise, prediction: Prediction, evidence: Evidence): Drawing | null {
  if (exercise.ask.legs.length === 0 || exercise.ask.kind !== prediction.kind) return null;
  switch (prediction.kind) {
    case 'crossover':
      return crossingOf(exercise as Exercise<'crossover'>, prediction, evidence);
    case 'load':
      return loadDrawing(exercise as Exercise<'load'>, prediction, evidence);
    case 'ratio':
      return panels(ratioPanels(exercise as Exercise<'ratio'>, prediction, evidence));
    case 'numeric':
      return panels(numberPanels(exercise as Exercise<'numeric'>, prediction, evidence));
    case 'order': {
      const panel = orderPanel(exercise as Exercise<'order'>, prediction, evidence);
      return panels(panel ? [panel] : []);
    }
    case 'choose':
    case 'flaw':
    case 'sort':
      return panels(panelsOf(watchedOf(exercise, evidence)));
    case 'recall':
      return null;
  }
}

const panels = (list: readonly Panel[]): PanelsDrawing | null =>
  list.length > 0 ? { form: 'panels', panels: list } : null;
