import { KINDS, type KindId, type Shape } from './index';
import type { Kind } from './kind';

/** A kind by its name. */
export function kindOf<K extends KindId>(id: K): Kind<Shape<K>> {
  return KINDS[id] as unknown as Kind<Shape<K>>; // the list goes by name
}
