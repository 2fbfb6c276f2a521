import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { Player, PlayerState } from '@/lib/learner/playback/player';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { speakersOf } from '@/lib/lesson/audio/transcript-text';

type Handlers = Partial<Record<MediaSessionAction, MediaSessionActionHandler>>;

/** Lets media keys and lock screens play, pause and move by sentence (Media Session API), where there are such. */
export function useMediaSession(chapter: ChapterAudio, player: Player, { status, atS }: PlayerState, speed: number) {
  const t = useTranslations('player');
  const session = typeof navigator === 'undefined' ? undefined : navigator.mediaSession;
  const started = status !== 'idle';

  useEffect(() => {
    if (!session || !started) return;
    session.metadata = new MediaMetadata({
      title: chapter.title,
      artist: speakersOf(chapter).join(', '),
      album: `Trilane: ${t('title')}`,
    });
    const handlers: Handlers = {
      play: () => player.play(),
      pause: () => player.pause(),
      seekto: ({ seekTime }) => player.seek(seekTime ?? 0),
      seekbackward: ({ seekOffset }) => player.back(seekOffset ?? 15),
      previoustrack: () => player.skip(-1),
      nexttrack: () => player.skip(1),
    };
    const set = (action: string, handler: MediaSessionActionHandler | null) => {
      try {
        session.setActionHandler(action as MediaSessionAction, handler);
      } catch {
        // A browser refuses actions that it does not know.
      }
    };
    for (const [action, handler] of Object.entries(handlers)) set(action, handler);
    return () => {
      for (const action of Object.keys(handlers)) set(action, null);
      session.metadata = null;
    };
  }, [session, started, chapter, player, t]);

  useEffect(() => {
    if (!session || !started) return;
    session.playbackState = status === 'playing' || status === 'loading' ? 'playing' : 'paused';
    session.setPositionState?.({
      duration: chapter.durationS,
      position: Math.min(atS, chapter.durationS),
      playbackRate: speed,
    });
  }, [session, started, status, atS, speed, chapter]);
}
