/** What playing a chapter has come to. */
export type PlayStatus = 'idle' | 'loading' | 'playing' | 'paused' | 'ended' | 'failed';

/** What somebody who speaks tells the player. Moments are seconds of the recording, whoever speaks. */
export interface Hearer {
  status(status: PlayStatus): void;
  /** The moment that is heard now. */
  at(atS: number): void;
  /** A stretch that was heard without a break. */
  heard(fromS: number, toS: number): void;
}

/** Somebody who can speak a chapter: the recording, or the device. */
export interface Speaker {
  play(fromS: number): void;
  pause(): void;
  seek(atS: number): void;
  setSpeed(speed: number): void;
  /** Is silent from now on, and tells nothing more. */
  dispose(): void;
}
