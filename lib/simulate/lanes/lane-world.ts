import type { Loop } from '../events/loop';
import type { Requests } from '../events/requests';
import type { Draws } from '../random/draws';
import type { Streams } from '../random/streams';
import type { ClientWorld } from '../world/client-world';

/** What all parts of a lane share. */
export interface LaneWorld {
  readonly loop: Loop;
  readonly requests: Requests;
  readonly clients: ClientWorld;
  /** Of this part: what comes one after the other, and what belongs to a request. */
  readonly streams: Streams;
  readonly draws: Draws;
  /** Which part of its lane this is. */
  readonly part: number;
}

/** A part of a lane that takes requests. Whoever makes it says what becomes of them afterwards. */
export interface Station {
  submit(request: number, nowMs: number): void;
}

/** Where a pool of servers stands in a lane. */
export interface OnlineOptions {
  /** Asked from within the data centre: requests are there at once. */
  readonly isInside?: boolean;
  /** Where answers go on to, when they are not good enough: a share of them. */
  readonly forward?: { readonly share: number; readonly to: Station };
}

/** The messages of an attempt: what is left to chance in message `way` of attempt k is drawn as 2 k + way. */
export const UP = 0;
export const DOWN = 1;
