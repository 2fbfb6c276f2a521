/** A voice of the device, as the Web Speech API names it. */
export interface DeviceVoice {
  /** A language tag; some systems write `en_GB`. */
  readonly lang: string;
  readonly name: string;
  /** Whether the text stays on the device. */
  readonly localService: boolean;
  readonly default: boolean;
}

export interface Part<Voice> {
  readonly voice: Voice;
  /** 1 = as the voice speaks. */
  readonly pitch: number;
}

const PITCHES = [1, 0.8, 1.2];

/**
 * Gives each speaker a voice of the device, different ones as long as there are enough; else they differ in pitch.
 * Voices that send the text away are left out: nothing of the lesson leaves the device.
 * @param language such as `en`
 * @returns null where the device has no voice for the language
 */
export function castVoices<Voice extends DeviceVoice>(
  voices: readonly Voice[],
  speakers: readonly string[],
  language: string,
): ReadonlyMap<string, Part<Voice>> | null {
  const able = voices
    .filter(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === language)
    .sort((a, b) => Number(b.default) - Number(a.default));
  if (able.length === 0) return null;
  return new Map(
    speakers.flatMap((speaker, index) => {
      const voice = able[index % able.length];
      const round = Math.floor(index / able.length);
      return voice ? [[speaker, { voice, pitch: PITCHES[round % PITCHES.length] ?? 1 }] as const] : [];
    }),
  );
}
