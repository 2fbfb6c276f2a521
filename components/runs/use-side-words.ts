import { useTranslations } from 'next-intl';
import type { ComparedLane } from '@/lib/lab/compare-runs';

type Emulated = Pick<ComparedLane, 'emulated'>;
type Side = keyof ComparedLane['emulated'];

/** Words for one of the two runs as far as they are of a lane: never without saying that the lane was emulated in it. */
export function useSideWords() {
  const t = useTranslations('runs.compare');
  const note = useTranslations('charts.emulated');
  const said = ({ emulated }: Emulated, side: Side, words: string) =>
    emulated[side] ? note('name', { lane: words }) : words;
  return {
    said,
    run: (lane: Emulated, side: Side) => said(lane, side, t(`run.${side}`)),
    inSentence: (lane: Emulated, side: Side) => said(lane, side, t(`inSentence.${side}`)),
    letter: (lane: Emulated, side: Side) => said(lane, side, t(`letter.${side}`)),
    /** For what holds both runs. */
    both: ({ emulated }: Emulated, name: string) => {
      if (emulated.a && emulated.b) return note('name', { lane: name });
      if (!emulated.a && !emulated.b) return name;
      return t('chart.oneEmulated', { lane: name, run: t(`letter.${emulated.a ? 'a' : 'b'}`) });
    },
  };
}
