import { syllable } from 'syllable';

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The school grade (US) a text reads at: 0.39 words a sentence + 11.8 syllables a word - 15.59.
 * Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas", Navy report 8-75, 1975.
 */
export function readingGrade(text: string): number {
  const sentences = [...SENTENCES.segment(text)]
    .map(({ segment }) => wordsOf(segment))
    .filter(({ length }) => length > 0);
  const words = sentences.flat();
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** The words of a text; figures and units read as one word each. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}
