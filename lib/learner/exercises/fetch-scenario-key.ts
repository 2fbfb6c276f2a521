import 'client-only';
import { TrilaneError } from '../../errors';
import { type ScenarioKey, scenarioKey } from '../../exercises/scenarios/faces';

const WAIT_MS = 15_000;

/** The key of a card, which no page holds. @throws TrilaneError `server-unreachable`, `not-found`, `malformed-request` */
export async function fetchScenarioKey(scenario: string): Promise<ScenarioKey> {
  const response = await fetch(`/exercises/scenarios/${encodeURIComponent(scenario)}/key`, {
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((cause: unknown) => {
    throw new TrilaneError('server-unreachable', 'The key of this card could not be fetched.', { cause });
  });
  if (!response.ok) {
    const code = response.status === 404 ? 'not-found' : 'server-unreachable';
    throw new TrilaneError(code, `The server answered ${response.status} when asked for the key of this card.`);
  }
  const body: unknown = await response.json().catch((cause: unknown) => {
    if (cause instanceof SyntaxError) return null;
    throw new TrilaneError('server-unreachable', 'The key of this card broke off on its way.', { cause });
  });
  const read = scenarioKey.safeParse(body);
  if (!read.success) throw new TrilaneError('malformed-request', 'What arrived is not the key of a card.');
  return read.data;
}
