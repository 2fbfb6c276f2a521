'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { buttonLook } from '@/components/kit/button-look';
import { useLinkParams } from '@/components/shell/use-link-params';
import { readListening } from '@/lib/learner/listening';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { chapterMemoryOf, resumeAtS } from '@/lib/lesson/audio/remembered';
import { CHAPTER_IDS, type ChapterId } from '@/lib/lesson/outline';
import { ChapterList, chapterHref } from './chapter-list';
import styles from './listen-page.module.css';
import { Player } from './player';

const CHAPTER_LINK = { keys: ['chapter'] };

interface Props {
  /** In the order of the lesson. */
  readonly chapters: readonly ChapterAudio[];
}

/**
 * Everything there is to hear; which chapter is in the address, so Back leads to the one before. An address without
 * one becomes that of the chapter the reader is in the middle of. Messages: `player`, `charts`.
 */
export function ListenPage({ chapters }: Props) {
  const asked = useLinkParams(CHAPTER_LINK).get('chapter');
  const goOn = useEffectEvent(() => {
    const listening = readListening();
    const last = chapters.find(({ chapter }) => chapter === listening.chapter);
    if (asked === null && last && resumeAtS(chapterMemoryOf(listening, last.chapter).atS, last.durationS) > 0)
      window.history.replaceState(null, '', addressOf(last.chapter));
  });
  useEffect(() => goOn(), []);
  return <ListenView chapters={chapters} chosen={CHAPTER_IDS.find((id) => id === asked) ?? CHAPTER_IDS[0]} />;
}

/** The page with one chapter open. */
export function ListenView({ chapters, chosen }: Props & { readonly chosen: ChapterId }) {
  const t = useTranslations('player.chapters');
  const index = chapters.findIndex(({ chapter }) => chapter === chosen);
  const chapter = chapters[index];
  const next = chapters[index + 1];
  const choose = (id: ChapterId) => {
    if (id !== chosen) window.history.pushState(null, '', addressOf(id));
  };
  return (
    <div className={`${styles.page} grid top gap-8 above-7`}>
      <div className={styles.chapters}>
        <ChapterList chapters={chapters} chosen={chosen} onChoose={choose} />
      </div>
      <div className="narrow">
        {chapter && <Player key={chapter.chapter} chapter={chapter} />}
        {next && (
          <a
            className={buttonLook('quiet', 'above-6 no-print')}
            href={chapterHref(next.chapter)}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              choose(next.chapter);
              window.scrollTo({ top: 0 });
            }}
          >
            {t('next', { title: next.title })}
          </a>
        )}
      </div>
    </div>
  );
}

/** The address of this page with another chapter, all else as it is. */
function addressOf(id: ChapterId): string {
  const query = new URLSearchParams(window.location.search);
  query.set('chapter', id);
  return `?${query}`;
}
