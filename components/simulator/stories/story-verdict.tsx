'use client';

import { createTranslator, useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import { rightOption, type StoryFact, storyFacts } from '@/lib/simulate/stories/judge';
import type { StoryKey } from '@/lib/simulate/stories/story-key';
import type { PlayedScene } from '../played-scenes';
import { SimulatedBadge } from '../simulated-badge';
import { useStoryUnits } from '../use-sim-words';
import type { StoryFace } from './story-face';

interface StoryVerdictProps {
  readonly face: StoryFace;
  readonly storyKey: StoryKey;
  readonly chosen: string;
  readonly played: readonly PlayedScene[];
}

/** Whether the choice was right, by the figures that were just simulated, and what to notice in them. */
export function StoryVerdict({ face, storyKey, chosen, played }: StoryVerdictProps) {
  const t = useTranslations('simulator.story');
  const notice = useNotice(storyKey);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const scenes = played.map(({ simulated }) => simulated.lanes);
  const right = rightOption(storyKey.key, scenes);
  const verdict = right === null ? 'open' : right === chosen ? 'right' : 'wrong';
  const nameOf = (option: string | null) => face.options.find(({ id }) => id === option)?.name ?? '';
  const names = { chosen: nameOf(chosen), right: nameOf(right) };
  return (
    <section className="index-card above-4" data-verdict={verdict} aria-label={t('notice')}>
      <div className="flex wrap baseline gap-x-4 gap-y-1">
        <h2 ref={heading} tabIndex={-1} className={verdict === 'right' ? 'valid' : undefined}>
          {t(verdict, names)}
        </h2>
        <SimulatedBadge />
      </div>
      {verdict !== 'right' && (
        <p className="above-2 measure lead">{t(verdict === 'open' ? 'undecided' : 'came', names)}</p>
      )}
      <h3 className="above-5">{t('notice')}</h3>
      <p className="above-2 measure lead leading-loose">{notice(storyFacts(storyKey, scenes))}</p>
    </section>
  );
}

/** The words on what to notice, with facts as words. */
function useNotice({ notice, facts }: StoryKey) {
  const locale = useLocale();
  const none = useTranslations('charts')('none');
  const words = useStoryUnits();
  const translate = useMemo(
    () => createTranslator<{ notice: string }>({ locale, messages: { notice }, timeZone: 'UTC' }),
    [locale, notice],
  );
  return (known: Readonly<Record<string, StoryFact>>): string => {
    const values = Object.keys(facts).map((name) => {
      const fact = known[name];
      return [name, fact ? words[fact.unit](fact.value) : none] as const;
    });
    return translate('notice', Object.fromEntries(values));
  };
}
