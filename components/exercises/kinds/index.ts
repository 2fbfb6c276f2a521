import type { KindId } from '@/lib/exercises/kinds';
import { choose } from './choose';
import { crossover } from './crossover';
import { flaw } from './flaw';
import { load } from './load';
import { numeric } from './numeric';
import { order } from './order';
import { ratio } from './ratio';
import { recall } from './recall';
import { sort } from './sort';
import type { KindView } from './view';

/** How each kind of prediction looks: a file a kind. */
export const KIND_VIEWS: { readonly [K in KindId]: KindView<K> } = {
  order,
  ratio,
  crossover,
  choose,
  load,
  flaw,
  recall,
  sort,
  numeric,
};
