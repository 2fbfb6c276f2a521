import 'client-only';
import { TrilaneError } from '../../errors';
import { type TestItem, testItem } from '../../exercises/content';

const WAIT_MS = 15_000;

/** Keys that have come: what was explained once is at hand, over a network that is gone since, too. */
const arrived = new Map<string, TestItem>();

/**
 * The key of an item: which answer is right, and why. To be asked for once an answer is locked in.
 * @throws TrilaneError `server-unreachable` where nothing (or no key) comes back
 */
export async function fetchItemKey(id: string): Promise<TestItem> {
  const failed = (detail: string, cause?: unknown) => new TrilaneError('server-unreachable', detail, { cause });
  const before = arrived.get(id);
  if (before) return before;
  let body: unknown;
  try {
    const response = await fetch(`/exercises/test/key/${encodeURIComponent(id)}`, {
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (!response.ok) throw failed(`The server answered ${response.status}.`);
    body = await response.json();
  } catch (thrown) {
    if (thrown instanceof TrilaneError) throw thrown;
    throw failed('The explanation did not arrive.', thrown);
  }
  const key = testItem.safeParse(body);
  if (!key.success || key.data.id !== id) throw failed('What arrived is not the explanation of this question.');
  arrived.set(id, key.data);
  return key.data;
}
