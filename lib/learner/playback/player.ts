import 'client-only';
import { castVoices } from '../../lesson/audio/cast-voices';
import type { ChapterAudio } from '../../lesson/audio/chapter-audio';
import { addHeard, HEARD_SHARE, type HeardRanges, heardShare } from '../../lesson/audio/heard';
import {
  type ChapterMemory,
  chapterMemoryOf,
  resumeAtS,
  SPEEDS,
  type Speed,
  type VoiceKind,
} from '../../lesson/audio/remembered';
import { sentenceAt } from '../../lesson/audio/sentence-at';
import { speakersOf } from '../../lesson/audio/transcript-text';
import { changeListening, onListening, readListening } from '../listening';
import { addMark } from '../marks';
import { deviceSpeech } from './device-speech';
import { playsRecordings, recording } from './recording';
import type { PlayStatus, Speaker } from './speaker';

export interface PlayerState {
  readonly status: PlayStatus;
  /** Seconds of the recording. */
  readonly atS: number;
  /** The sentence at that moment; null before anything was asked for. */
  readonly sentence: number | null;
  /** Where one may go on, seconds; 0 where there is nothing to go on from. */
  readonly resumeS: number;
  /** Who may speak here; null until that is known. */
  readonly able: readonly VoiceKind[] | null;
  /** Who speaks, or will; null where nobody can. */
  readonly voice: VoiceKind | null;
}

export const FIRST_STATE: PlayerState = {
  status: 'idle',
  atS: 0,
  sentence: null,
  resumeS: 0,
  able: null,
  voice: 'recording',
};

/** Browsers find the voices of the device within this time, or there are none. */
const VOICES_WITHIN_MS = 1000;
/** The position is written down this often while it plays. */
const NOTE_EVERY_S = 2;
/** Texts and recordings are in this language. */
const LANGUAGE = 'en';

export type Player = ReturnType<typeof createPlayer>;

/** Plays one chapter, by its recording or the device's voices, and remembers where and what was heard. */
export function createPlayer(chapter: ChapterAudio) {
  const { sentences, durationS } = chapter;
  const listeners = new Set<() => void>();
  let state = FIRST_STATE;
  let audio: HTMLAudioElement | null = null;
  let speaker: Speaker | null = null;
  let memory: ChapterMemory = { atS: 0, heard: [] };
  let notedS = 0;
  /** Whether all voices that will come have come. */
  let settled = false;

  function set(change: Partial<PlayerState>) {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  const hearer = {
    status(status: PlayStatus) {
      if (status === state.status) return;
      set({ status, ...(status === 'playing' && { resumeS: 0 }) });
      if (status !== 'playing' && status !== 'loading') note();
    },
    at(atS: number) {
      const sentence = sentenceAt(sentences, atS);
      // As often as something on the screen changes.
      if (sentence === state.sentence && Math.floor(atS * 4) === Math.floor(state.atS * 4)) return;
      set({ atS, sentence });
      if (Math.abs(atS - notedS) >= NOTE_EVERY_S) note();
    },
    heard: (fromS: number, toS: number) => takeIn([[fromS, toS]]),
  };

  function takeIn(stretches: HeardRanges) {
    const before = heardShare(memory.heard, durationS);
    const heard = stretches.reduce((ranges, [fromS, toS]) => addHeard(ranges, fromS, toS), memory.heard as HeardRanges);
    memory = { ...memory, heard: heard.map(([from, to]) => [from, to]) };
    if (before < HEARD_SHARE && heardShare(memory.heard, durationS) >= HEARD_SHARE)
      // A device that keeps nothing keeps no marks either: there is nobody to tell.
      void addMark({ kind: 'heard', piece: chapter.chapter }).catch(() => {});
  }

  function note() {
    notedS = state.atS;
    memory = { ...memory, atS: state.atS };
    changeListening((before) => {
      // Another tab may play the same chapter.
      takeIn(chapterMemoryOf(before, chapter.chapter).heard);
      return { ...before, chapter: chapter.chapter, chapters: { ...before.chapters, [chapter.chapter]: memory } };
    });
  }

  const castNow = () =>
    'speechSynthesis' in globalThis ? castVoices(speechSynthesis.getVoices(), speakersOf(chapter), LANGUAGE) : null;

  /** Finds out who can speak, and lets the one who was chosen. */
  function choose() {
    if (!audio) return;
    const cast = castNow();
    const able: VoiceKind[] = [
      ...(playsRecordings(audio) ? ['recording' as const] : []),
      ...(cast ? ['device' as const] : []),
    ];
    const wanted = readListening().voice;
    const voice = able.includes(wanted) ? wanted : (able[0] ?? null);
    const known = settled || cast ? able : null;
    if (speaker && voice === state.voice) return set({ able: known });
    const playing = state.status === 'playing' || state.status === 'loading';
    speaker?.dispose();
    if (voice === null) speaker = null;
    else if (voice === 'device' && cast) speaker = deviceSpeech({ chapter, cast, synthesis: speechSynthesis, hearer });
    else speaker = recording(audio, hearer);
    speaker?.setSpeed(readListening().speed);
    set({ able: known, voice, ...(playing && { status: 'paused' }) });
    if (playing) speaker?.play(state.atS);
  }

  function play() {
    if (state.status === 'ended') speaker?.play(0);
    else speaker?.play(state.sentence === null ? state.resumeS : state.atS);
  }

  function seek(atS: number) {
    speaker?.seek(Math.min(Math.max(0, atS), durationS));
    if (state.status === 'ended') set({ status: 'paused' });
    note();
  }

  const toSentence = (index: number) => sentences[Math.min(Math.max(0, index), sentences.length - 1)]?.startS ?? 0;
  const isOn = () => state.status === 'playing' || state.status === 'loading';

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Comes to life with the element that plays the recording. @returns stops it all */
    attach(element: HTMLAudioElement) {
      audio = element;
      memory = chapterMemoryOf(readListening(), chapter.chapter);
      set({ resumeS: resumeAtS(memory.atS, durationS) });
      choose();
      const synthesis = 'speechSynthesis' in globalThis ? speechSynthesis : null;
      // Voices come late, and not all browsers say when they are all there.
      synthesis?.addEventListener?.('voiceschanged', choose);
      const settle = setTimeout(() => {
        settled = true;
        choose();
      }, VOICES_WITHIN_MS);
      // Another tab may choose too.
      let wanted = readListening().voice;
      const stopFollowing = onListening(() => {
        const { speed, voice } = readListening();
        speaker?.setSpeed(speed);
        if (voice === wanted) return;
        wanted = voice;
        choose();
      });
      const leave = () => {
        if (isOn()) note();
      };
      window.addEventListener('pagehide', leave);
      return () => {
        leave();
        stopFollowing();
        clearTimeout(settle);
        window.removeEventListener('pagehide', leave);
        synthesis?.removeEventListener?.('voiceschanged', choose);
        speaker?.dispose();
        speaker = null;
        audio = null;
        state = FIRST_STATE;
      };
    },
    play,
    pause: () => speaker?.pause(),
    toggle: () => (isOn() ? speaker?.pause() : play()),
    seek,
    /** Plays from the beginning of a sentence. */
    playFrom: (index: number) => speaker?.play(toSentence(index)),
    /** To the beginning of a sentence further on or back. */
    skip: (by: number) => seek(toSentence((state.sentence ?? sentenceAt(sentences, state.resumeS)) + by)),
    back: (byS: number) => seek((state.sentence === null ? state.resumeS : state.atS) - byS),
    setSpeed: (speed: Speed) => changeListening((before) => ({ ...before, speed })),
    faster(by: 1 | -1) {
      const index = SPEEDS.indexOf(readListening().speed) + by;
      this.setSpeed(SPEEDS[Math.min(Math.max(0, index), SPEEDS.length - 1)] ?? 1);
    },
    setVoice(voice: VoiceKind) {
      settled = true;
      changeListening((before) => ({ ...before, voice }));
      choose();
    },
  };
}
