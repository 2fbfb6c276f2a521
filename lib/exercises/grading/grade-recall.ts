import { type Grade, gradeScore } from './grade';

/** A word this long may have one slip of the pen. */
const LONG_WORD = 6;

/** The share of blanks filled in right; case, accents, punctuation and a slip in a long answer do not count. */
export function gradeRecall(
  answers: Readonly<Record<string, string>>,
  accepted: Readonly<Record<string, readonly string[]>>,
): Grade {
  const parts = Object.fromEntries(
    Object.entries(accepted).map(([id, words]) => [id, words.some((word) => isSame(answers[id] ?? '', word))]),
  );
  const all = Object.values(parts);
  return gradeScore(all.length === 0 ? 0 : all.filter(Boolean).length / all.length, parts);
}

function isSame(answer: string, word: string): boolean {
  const [given, wanted] = [plain(answer), plain(word)];
  return given === wanted || (wanted.length >= LONG_WORD && isOneSlip(given, wanted));
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether two texts are one letter apart: one put in, left out, changed, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
