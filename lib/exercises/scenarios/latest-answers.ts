import type { ScenarioAnswer, StoredAnswer } from '../answers';

/** The last answer to each scenario card, by the card's id. */
export function latestScenarioAnswers(answers: readonly StoredAnswer[]): ReadonlyMap<string, ScenarioAnswer> {
  const latest = new Map<string, ScenarioAnswer>();
  for (const answer of answers) {
    if (answer.kind !== 'scenario') continue;
    const before = latest.get(answer.scenario);
    if (!before || Date.parse(before.at) <= Date.parse(answer.at)) latest.set(answer.scenario, answer);
  }
  return latest;
}
