import type { HistoryEntry } from '@/lib/exercises/progress/history';
import type { OfferedExercise, OfferedScenario } from '@/lib/exercises/progress/offered';
import { ExerciseLine } from './exercise-line';
import { ScenarioLine } from './scenario-line';
import { TestLine } from './test-line';
import type { TimeWords } from './use-time-words';

interface HistoryLineProps {
  readonly entry: HistoryEntry;
  readonly exercises: readonly OfferedExercise[];
  readonly scenarios: readonly OfferedScenario[];
  readonly times: TimeWords;
}

/** One thing the learner did. */
export function HistoryLine({ entry, exercises, scenarios, times }: HistoryLineProps) {
  const time = times.time(entry.atMs);
  switch (entry.kind) {
    case 'exercise': {
      const exercise = exercises.find(({ id }) => id === entry.attempt.exerciseId) ?? null;
      return <ExerciseLine attempt={entry.attempt} exercise={exercise} time={time} />;
    }
    case 'scenario': {
      const scenario = scenarios.find(({ id }) => id === entry.answer.scenario) ?? null;
      return <ScenarioLine answer={entry.answer} scenario={scenario} time={time} />;
    }
    case 'test':
      return <TestLine entry={entry} time={time} />;
  }
}
