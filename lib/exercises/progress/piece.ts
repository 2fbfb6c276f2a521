import type { ExerciseState } from '../exercise-state';

/** Something to be done about a concept, and how far one has come with it. */
export interface Piece {
  readonly id: string;
  readonly title: string;
  readonly state: ExerciseState;
}

/** Whether it was brought to its end. */
export const isDone = ({ state }: Pick<Piece, 'state'>) => state !== 'new' && state !== 'begun';
