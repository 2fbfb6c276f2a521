import type { KindId } from '@/lib/exercises/kinds';
import { KIND_VIEWS } from './index';
import type { KindView } from './view';

/** How a kind looks, by its name. */
export function viewOf<K extends KindId>(id: K): KindView<K> {
  return KIND_VIEWS[id] as unknown as KindView<K>; // the list goes by name
}
