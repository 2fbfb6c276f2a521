import type { Ask } from '@/lib/exercises/exercise';
import { isPlainRun } from '@/lib/exercises/leg';

/** Whether an exercise can be measured for others: searches and other studies are not. */
export function canBeSampled({ legs }: Pick<Ask, 'legs'>): boolean {
  return legs.length > 0 && legs.every(isPlainRun);
}
