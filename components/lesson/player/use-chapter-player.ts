import { useState, useSyncExternalStore } from 'react';
import { listeningOnServer, onListening, readListening } from '@/lib/learner/listening';
import { createPlayer, FIRST_STATE, type Player, type PlayerState } from '@/lib/learner/playback/player';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import type { Listening } from '@/lib/lesson/audio/remembered';

/** The player of a chapter and what it has come to; for another chapter, another component. It lives once `player.attach` has its `<audio>`. */
export function useChapterPlayer(chapter: ChapterAudio): { readonly player: Player; readonly state: PlayerState } {
  // Made once: what is played must not stop because the page hands the same chapter down again.
  const [player] = useState(() => createPlayer(chapter));
  const state = useSyncExternalStore(player.subscribe, player.state, () => FIRST_STATE);
  return { player, state };
}

/** What this device remembers of listening. */
export function useListening(): Listening {
  return useSyncExternalStore(onListening, readListening, listeningOnServer);
}
