'use client';

import { useTranslations } from 'next-intl';
import { Fragment, type KeyboardEvent, type MouseEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { paragraphsOf, speakersOf, type TranscriptParagraph } from '@/lib/lesson/audio/transcript-text';
import { SpeakerMark } from './speaker-mark';
import styles from './transcript.module.css';

interface Props {
  readonly chapter: ChapterAudio;
  /** The sentence that is heard, or null. */
  readonly current: number | null;
  /** Whether the page scrolls along. */
  readonly following: boolean;
  /** Plays from a sentence. */
  readonly onChoose: (index: number) => void;
}

/**
 * Every word of a chapter, the sentence that is heard marked. One stop for Tab: arrows go from sentence to sentence,
 * Enter plays from there. Messages: `player`.
 */
export function Transcript({ chapter, current, following, onChoose }: Props) {
  const t = useTranslations('player.transcript');
  const paragraphs = useMemo(() => paragraphsOf(chapter.sentences), [chapter]);
  const speakers = useMemo(() => speakersOf(chapter), [chapter]);
  const area = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const stop = focused ?? current ?? 0;

  useEffect(() => {
    if (!following || current === null) return;
    const sentence = sentenceOf(area.current, current);
    if (!sentence) return;
    const { top, bottom } = sentence.getBoundingClientRect();
    const covered = Number.parseFloat(getComputedStyle(sentence).scrollMarginBlockStart) || 0;
    // A page at a time is easier on the eyes than a line at a time.
    if (top < covered || bottom > window.innerHeight * 0.8)
      sentence.scrollIntoView({ block: 'start', behavior: motion() });
  }, [current, following]);

  const onKeyDown = (event: KeyboardEvent) => {
    const index = indexOf(event.target);
    if (index === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') onChoose(index);
    else {
      const to = movedTo(event.key, index, chapter.sentences.length - 1);
      if (to === null) return;
      sentenceOf(area.current, to)?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = ({ target }: MouseEvent) => {
    const index = indexOf(target);
    if (index !== null) onChoose(index);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its sentences are buttons; this hears for all of them
    <div
      ref={area}
      className={`${styles.transcript} above-4 measure lead`}
      lang="en"
      dir="ltr"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={({ target }) => setFocused(indexOf(target))}
      onBlur={() => setFocused(null)}
    >
      {paragraphs.map((paragraph) => (
        <Paragraph
          key={paragraph.number}
          paragraph={paragraph}
          speakers={speakers}
          current={within(paragraph, current)}
          stop={within(paragraph, stop)}
          says={speakers.length > 1 ? t('says', { speaker: paragraph.speaker }) : null}
        />
      ))}
    </div>
  );
}

interface ParagraphProps {
  readonly paragraph: TranscriptParagraph;
  readonly speakers: readonly string[];
  readonly current: number | null;
  /** The sentence that Tab stops at, if it is in this paragraph. */
  readonly stop: number | null;
  /** Who speaks, as words, where several do. */
  readonly says: string | null;
}

/** Drawn again only when something in it changes: a chapter has a hundred sentences, and one changes at a time. */
const Paragraph = memo(function Paragraph(props: ParagraphProps) {
  const { paragraph, speakers, current, stop, says } = props;
  const sentences = paragraph.sentences.map(({ index, text }) => (
    <Fragment key={index}>
      {/* A real button is a block, which would not flow as text does. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <span
        role="button"
        tabIndex={stop === index ? 0 : -1}
        className={`${styles.sentence} pad-1 pointer`}
        data-sentence={index}
        aria-current={current === index ? 'true' : undefined}
      >
        {text}
      </span>{' '}
    </Fragment>
  ));
  if (paragraph.heading && paragraph.number === 0) return <h2 className="above-6 below-3">{sentences}</h2>;
  if (paragraph.heading) return <h3 className="above-8 below-2">{sentences}</h3>;
  return (
    <p className={says ? `${styles.turn} above-3 below-3 grid gap-3` : `${styles.paragraph} above-3 below-3`}>
      {says && (
        <span className={`${styles.speaker} inline-row gap-2 soft small bold`}>
          <SpeakerMark speaker={paragraph.speaker} number={speakers.indexOf(paragraph.speaker)} />
          {says}{' '}
        </span>
      )}
      <span>{sentences}</span>
    </p>
  );
});

const within = ({ sentences }: TranscriptParagraph, index: number | null) =>
  index !== null && sentences.some((sentence) => sentence.index === index) ? index : null;

function indexOf(target: EventTarget): number | null {
  const index = (target as Element).closest<HTMLElement>('[data-sentence]')?.dataset.sentence;
  return index === undefined ? null : Number(index);
}

const sentenceOf = (area: Element | null, index: number) =>
  area?.querySelector<HTMLElement>(`[data-sentence="${index}"]`) ?? null;

const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');

function movedTo(key: string, index: number, last: number): number | null {
  if (key === 'ArrowDown') return Math.min(index + 1, last);
  if (key === 'ArrowUp') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}
