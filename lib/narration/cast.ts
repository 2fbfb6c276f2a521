/** A voice of the synthesiser, and how it is set so that all speak about as fast (140-165 words a minute, pauses included). */
export interface CastVoice {
  /** As `flite -voice` calls it. */
  readonly flite: 'slt' | 'rms' | 'awb';
  /** 1 = as fast as the voice was built. */
  readonly stretch: number;
  /** dB on top of equal energy, so that they are equally loud by ITU-R BS.1770. */
  readonly trimDb: number;
  readonly name: string;
}

export const NARRATOR = 'Narrator';

export const CAST: Readonly<Record<string, CastVoice>> = {
  Nora: { flite: 'slt', stretch: 1.17, trimDb: 0, name: 'CMU ARCTIC slt' },
  Ben: { flite: 'rms', stretch: 1.02, trimDb: -0.4, name: 'CMU ARCTIC rms' },
  Callum: { flite: 'awb', stretch: 1.15, trimDb: 0, name: 'CMU ARCTIC awb' },
  [NARRATOR]: { flite: 'slt', stretch: 1.2, trimDb: 0, name: 'CMU ARCTIC slt' },
};

export const VOICE_PACKAGE = 'flite 2.2-5 (Debian)';
/** https://github.com/festvox/flite/blob/master/COPYING */
export const VOICE_LICENCE = 'Carnegie Mellon University, BSD-like: free to use, copy and distribute, with notice';

/** Silence in a recording, seconds. */
export const PAUSES_S = {
  start: 0.25,
  sentence: 0.35,
  paragraph: 0.7,
  speaker: 0.48,
  beforeHeading: 1.1,
  afterHeading: 0.85,
  end: 0.6,
} as const;
