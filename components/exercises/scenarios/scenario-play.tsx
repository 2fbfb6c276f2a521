'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Notice } from '@/components/kit/notice';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import { AnswerForm } from './answer-form';
import { CardEnd, type WayOn } from './card-end';
import styles from './scenario-play.module.css';
import { ScenarioResult } from './scenario-result';
import { useScenario } from './use-scenario';

interface ScenarioPlayProps {
  readonly face: ScenarioFace;
  readonly next: WayOn | null;
  readonly ways: readonly WayOn[];
}

/** The answer to a card: made on its front, explained on its back. */
export function ScenarioPlay({ face, next, ways }: ScenarioPlayProps) {
  const t = useTranslations('scenarioCards.lock');
  const control = useScenario(face);
  const { stage, answer, key, unkept, again } = control;
  const form = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const side = useRef<'front' | 'back' | null>(null);
  useEffect(() => {
    // Focus follows the learner from one side of the card to the other, and stays where it is when the page opens.
    if (stage === 'explained') {
      if (side.current === 'front') heading.current?.focus();
      side.current = 'back';
    } else if (stage === 'open' || stage === 'failed') {
      if (side.current === 'back') form.current?.focus();
      side.current = 'front';
    }
  }, [stage]);
  return (
    <>
      {unkept && (
        <Notice className="above-6">
          <p>{t('unkept')}</p>
          <p className="soft small">{unkept.detail}</p>
        </Notice>
      )}
      {answer && key ? (
        <>
          <ScenarioResult scenario={key} answer={answer} headingRef={heading} />
          <CardEnd next={next} ways={ways} again={again} />
        </>
      ) : (
        <div ref={form} tabIndex={-1} className={styles.form}>
          <AnswerForm face={face} control={control} />
        </div>
      )}
    </>
  );
}
