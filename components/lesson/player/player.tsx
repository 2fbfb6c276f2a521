'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefCallback, useCallback, useRef } from 'react';
import { shortcutsEnabled } from '@/components/shell/shortcuts';
import { changeListening } from '@/lib/learner/listening';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { commandOf } from '@/lib/lesson/audio/player-keys';
import { Controls } from './controls';
import { KeyHints } from './key-hints';
import { Options } from './options';
import styles from './player.module.css';
import { Problem } from './problem';
import { Transcript } from './transcript';
import { useChapterPlayer, useListening } from './use-chapter-player';
import { useFollow } from './use-follow';
import { useMediaSession } from './use-media-session';

/** One chapter: how it is played, and every word of it. Messages: `player`, `charts`. */
export function Player({ chapter }: { readonly chapter: ChapterAudio }) {
  const t = useTranslations('player');
  const { player, state } = useChapterPlayer(chapter);
  const listening = useListening();
  const playing = state.status === 'playing';
  const { following, comeBack } = useFollow(listening.follow, playing);
  useMediaSession(chapter, player, state, listening.speed);
  const root = useRef<HTMLElement>(null);
  const attach = useCallback<RefCallback<HTMLAudioElement>>(
    (audio) => (audio ? player.attach(audio) : undefined),
    [player],
  );
  const choose = useCallback(
    (index: number) => {
      comeBack();
      player.playFrom(index);
    },
    [player, comeBack],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as Element;
    const on = target.closest('button, a, summary') ? 'button' : target.closest('input, select') ? 'field' : 'other';
    const rightToLeft = root.current !== null && getComputedStyle(root.current).direction === 'rtl';
    const command = commandOf({ key: event.key, on, rightToLeft });
    if (!command || (/^\p{L}$/u.test(event.key) && !shortcutsEnabled())) return;
    event.preventDefault();
    if (command === 'toggle') player.toggle();
    else if (command === 'previous') player.skip(-1);
    else if (command === 'next') player.skip(1);
    else player.faster(command === 'faster' ? 1 : -1);
  };
  const toggleFollow = () => {
    comeBack();
    changeListening((before) => ({ ...before, follow: !following }));
  };

  return (
    <section
      ref={root}
      className="narrow"
      aria-label={t('controls.label', { title: chapter.title })}
      onKeyDown={onKeyDown}
    >
      {/* Nothing is fetched before somebody wants to hear it. The transcript is on the page. */}
      {/* biome-ignore lint/a11y/useMediaCaption: every word is on the page, marked as it is heard */}
      <audio ref={attach} src={audioHref(chapter)} preload="none" />
      <div className={`${styles.bar} card pad-y-3 pad-x-4`}>
        <Controls chapter={chapter} player={player} state={state} speed={listening.speed} />
      </div>
      <Problem state={state} wanted={listening.voice} onRetry={player.play} />
      <Options
        chapter={chapter}
        voice={state.voice ?? listening.voice}
        following={following}
        href={audioHref(chapter)}
        onVoice={player.setVoice}
        onFollow={toggleFollow}
      />
      <KeyHints />
      {/* The audio book says its title itself. */}
      {!chapter.sentences[0]?.heading && (
        <>
          <h2 className="above-8">{chapter.title}</h2>
          <p className="above-2 measure soft">{chapter.summary}</p>
        </>
      )}
      <p className={`${styles.hint} above-2 soft small`}>{t('transcript.hint')}</p>
      <Transcript chapter={chapter} current={state.sentence} following={following && playing} onChoose={choose} />
      <p className="above-8 measure soft tiny">
        {t.rich('voices', {
          voices: chapter.voices.map(({ speaker, voice }) => t('voiceOf', { speaker, voice })).join(', '),
          file: (words) => <a href="/audio/README.md">{words}</a>,
        })}
      </p>
    </section>
  );
}

/** The file keeps its address as long as its bytes stay the same. */
const audioHref = ({ chapter, sha256 }: ChapterAudio) => `/audio/${chapter}.webm?sha256=${sha256}`;
