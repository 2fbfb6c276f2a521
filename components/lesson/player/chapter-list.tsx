import { useTranslations } from 'next-intl';
import { type MouseEvent, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { chapterMemoryOf, resumeAtS } from '@/lib/lesson/audio/remembered';
import { AUDIO_BOOK_IDS, type ChapterId, DIALOGUE_IDS } from '@/lib/lesson/outline';
import styles from './chapter-list.module.css';
import { useListening } from './use-chapter-player';
import { useClock } from './use-clock';
import { useHeardChapters } from './use-heard-chapters';

const PARTS = [
  { id: 'dialogue', chapters: DIALOGUE_IDS },
  { id: 'book', chapters: AUDIO_BOOK_IDS },
] as const;

interface Props {
  readonly chapters: readonly ChapterAudio[];
  readonly chosen: ChapterId;
  readonly onChoose: (id: ChapterId) => void;
}

/** The chapters of the dialogue and of the audio book, with what was heard of each. Messages: `player`. */
export function ChapterList({ chapters, chosen, onChoose }: Props) {
  const t = useTranslations('player.chapters');
  const clock = useClock();
  const heard = useHeardChapters();
  const listening = useListening();
  const [open, setOpen] = useState(false);

  const note = ({ chapter, durationS }: ChapterAudio) => {
    const length = clock(durationS);
    const atS = resumeAtS(chapterMemoryOf(listening, chapter).atS, durationS);
    if (heard.has(chapter)) return t('heardLength', { length });
    return atS > 0 ? t('at', { at: clock(atS), length }) : length;
  };
  const choose = (event: MouseEvent, id: ChapterId) => {
    // A new tab stays a new tab.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setOpen(false);
    onChoose(id);
  };

  return (
    <nav className={styles.nav} aria-label={t('label')}>
      <Button className={`${styles.toggle} full hide`} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'hide' : 'show')}
      </Button>
      <div className={`${styles.parts} grid gap-6`} data-open={open}>
        {PARTS.map((part) => (
          <div key={part.id}>
            <h2 className="below-1 soft small letter">{t(part.id)}</h2>
            <ol className={`${styles.list} plain-list grid gap-1`}>
              {part.chapters.map((id, index) => {
                const chapter = chapters.find((each) => each.chapter === id);
                return (
                  chapter && (
                    <li key={id}>
                      <a
                        href={chapterHref(id)}
                        aria-current={id === chosen ? 'page' : undefined}
                        onClick={(event) => choose(event, id)}
                      >
                        <span>{t('number', { number: index + 1, title: chapter.title })}</span>
                        <span className={`${styles.note} inline-row gap-1 soft tiny regular figures`}>
                          {heard.has(id) && <HeardMark />}
                          {note(chapter)}
                        </span>
                      </a>
                    </li>
                  )
                );
              })}
            </ol>
          </div>
        ))}
      </div>
    </nav>
  );
}

/** A link to a chapter. */
export const chapterHref = (id: ChapterId) => `?${new URLSearchParams({ chapter: id })}`;

function HeardMark() {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <path d="M1.5 6.5l3 3 6-7" fill="none" stroke="currentColor" strokeWidth="1.75" />
    </svg>
  );
}
