import type { RunFigures } from './run-figures';

/** Whether a run got as far as one item that was answered, or that failed: before that there is nothing to say of it. */
export function hasAnyAnswer({
  passes,
}: {
  readonly passes: readonly Pick<RunFigures['last'], 'summaries'>[];
}): boolean {
  return passes.some(({ summaries }) =>
    summaries.some(({ counts }) => counts.completed + counts.failed + counts.timedOut > 0),
  );
}
