import { choose } from './choose';
import { crossover } from './crossover';
import { flaw } from './flaw';
import type { Kind } from './kind';
import { load } from './load';
import { numeric } from './numeric';
import { order } from './order';
import { ratio } from './ratio';
import { recall } from './recall';
import { sort } from './sort';

/** What a learner is asked to predict: a file a kind. */
export const KINDS = { order, ratio, crossover, choose, load, flaw, recall, sort, numeric } as const;

export type KindId = keyof typeof KINDS;
export const KIND_IDS = Object.keys(KINDS) as readonly KindId[];

type Shapes = { readonly [K in KindId]: (typeof KINDS)[K] extends Kind<infer Shape> ? Shape : never };
export type Shape<K extends KindId> = Shapes[K];
export type Inputs = { readonly [K in KindId]: Shape<K>['input'] };
export type PredictionOf<K extends KindId> = Shape<K>['prediction'];
export type DraftOf<K extends KindId> = Shape<K>['draft'];
export type Truth<K extends KindId> = Shape<K>['truth'];
