const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Their full stop ends no sentence: more always follows. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|approx|Dr|Mr|Mrs|Ms|Prof|St|Fig|Nos?|Eq|Sec|vol|pp?)\.$/;

/** The sentences of a text, in order, without the space around them; joined by spaces they are the text again. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of SEGMENTER.segment(text.replace(/\s+/g, ' ').trim())) {
    const next = segment.trim();
    const last = sentences.at(-1);
    if (open === '' && last !== undefined && /^[\p{Ll}]/u.test(next))
      sentences[sentences.length - 1] = `${last} ${next}`;
    else if (open === '') sentences.push(next);
    else sentences[sentences.length - 1] = `${open} ${next}`;
    const now = sentences.at(-1) ?? '';
    open = ABBREVIATION.test(now) ? now : '';
  }
  return sentences.filter((sentence) => sentence !== '');
}
