import type { ChapterAudio, TimedSentence } from './chapter-audio';

export interface TranscriptParagraph {
  readonly number: number;
  readonly speaker: string;
  readonly heading: boolean;
  readonly sentences: readonly (TimedSentence & { readonly index: number })[];
}

/** The sentences of a chapter by paragraph, each with its index in the chapter. */
export function paragraphsOf(sentences: readonly TimedSentence[]): readonly TranscriptParagraph[] {
  const paragraphs: (Omit<TranscriptParagraph, 'sentences'> & {
    sentences: TranscriptParagraph['sentences'][number][];
  })[] = [];
  sentences.forEach((sentence, index) => {
    const { paragraph: number, speaker, heading } = sentence;
    const last = paragraphs.at(-1);
    if (last?.number === number) last.sentences.push({ ...sentence, index });
    else paragraphs.push({ number, speaker, heading, sentences: [{ ...sentence, index }] });
  });
  return paragraphs;
}

/** Who speaks in a chapter, in the order they are first heard. */
export function speakersOf({ sentences }: Pick<ChapterAudio, 'sentences'>): readonly string[] {
  return [...new Set(sentences.map(({ speaker }) => speaker))];
}

/** A chapter as plain text; where several speak, each paragraph names who. */
export function transcriptText(chapter: ChapterAudio): string {
  const named = speakersOf(chapter).length > 1;
  const lines = paragraphsOf(chapter.sentences).map(({ speaker, sentences }) => {
    const text = sentences.map((sentence) => sentence.text).join(' ');
    return named ? `${speaker}: ${text}` : text;
  });
  return `${[chapter.title, ...lines.filter((line) => line !== chapter.title)].join('\n\n')}\n`;
}
