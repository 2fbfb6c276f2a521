import type { Crossing } from './crossing';
import type { LoadDrawing } from './load-drawing';
import type { PanelsDrawing } from './panel';

/** What is drawn of an exercise: the prediction, and over it what was measured so far. */
export type Drawing = PanelsDrawing | Crossing | LoadDrawing;
