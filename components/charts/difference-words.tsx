import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Difference } from '@/lib/measure/difference';
import { flipped } from '@/lib/measure/flipped';
import classes from './difference-words.module.css';
import { useFigures } from './format';

/** One side of a comparison: at the start of a sentence, and within one. */
export interface ComparedName {
  readonly name: string;
  readonly inSentence: string;
}

interface DifferenceRowProps {
  /** What is compared: "Edge and online". */
  readonly label: ReactNode;
  readonly a: ComparedName;
  readonly b: ComparedName;
  /** Of `a` against `b`, in this order (`differenceOf(a, b)`). */
  readonly difference: Difference;
}

/** A plain answer to "is this difference real?", and the figures behind it. Messages: `comparison`, `charts`. */
export function DifferenceRow({ label, a, b, difference }: DifferenceRowProps) {
  const t = useTranslations('comparison');
  const words = useDifferenceWords();
  const { verdict } = difference;
  return (
    <div className={`${classes.row} grid gap-y-1 gap-x-4 pad-y-3 small line-above`}>
      <strong className={`${classes.verdict} lead bolder leading-snug`} data-verdict={verdict}>
        {t(`verdict.${verdict}`)}
      </strong>
      <div>
        <p className="row wrap gap-y-1 gap-x-2 bold">{label}</p>
        {words(a, b, difference).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

/** The sentences of a difference: the soonest side first, whichever way it was computed. */
function useDifferenceWords() {
  const t = useTranslations('comparison');
  const figures = useFigures();
  return (a: ComparedName, b: ComparedName, difference: Difference): readonly string[] => {
    if ((difference.superiority ?? 1) < 0.5) return inWords(b, a, flipped(difference));
    return inWords(a, b, difference);
  };

  function inWords(
    a: ComparedName,
    b: ComparedName,
    { verdict, superiority, effect, medianRatio, pValue }: Difference,
  ) {
    if (verdict === 'too-few' || superiority === null) {
      return [t('sentence.too-few', { a: a.inSentence, b: b.inSentence })];
    }
    const pairs = figures.count(superiority * 100);
    const ratio = medianRatio && {
      ratio: figures.rate(medianRatio.value),
      low: figures.rate(medianRatio.low),
      high: figures.rate(medianRatio.high),
    };
    const chance = t('chance', {
      p: pValue !== null && pValue >= 0.001 ? figures.rate(pValue) : t('below', { p: figures.rate(0.001) }),
    });
    const both = { a: a.inSentence, b: b.inSentence, pairs };
    if (verdict === 'not-shown')
      return [ratio ? t('sentence.not-shown', { ...both, ...ratio }) : t('sentence.notShownNoRatio', both), chance];
    if (verdict === 'too-noisy')
      return [
        ratio ? t('sentence.too-noisy', { ...both, ...ratio }) : t('sentence.noisyNoRatio', { ...both, a: a.name }),
        chance,
      ];
    const real = ratio
      ? t('sentence.real', { ...both, b: b.name, ...ratio })
      : t('sentence.realNoRatio', { ...both, a: a.name });
    return [effect ? `${real} ${t(`effect.${effect}`)}` : real, chance];
  }
}
