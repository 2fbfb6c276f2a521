'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { setHrefFrom } from '@/components/exercises/set-href';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { useKey } from '@/components/shell/use-key';
import { useLinkParams } from '@/components/shell/use-link-params';
import { MOST_TITLE, STAGES, type Stage, stageOf } from '@/lib/exercises/attempt';
import type { AnyAsk } from '@/lib/exercises/exercise';
import { ENTRY_LINK } from '@/lib/exercises/sets/entry-href';
import { fetchExercise } from '@/lib/learner/exercises/keys';
import { shownName } from '@/lib/wire/shown-name';
import { ExplainStep } from './explain-step';
import styles from './play.module.css';
import { PredictStep } from './predict-step';
import { RunStep } from './run-step';
import { SeeStep } from './see-step';
import { useAttempt } from './use-attempt';

interface ExercisePlayProps {
  readonly ask: AnyAsk;
  readonly next: { readonly id: string; readonly title: string } | null;
}

/** An exercise from the prediction to its explanation. What is over stays in sight. */
export function ExercisePlay({ ask, next }: ExercisePlayProps) {
  const t = useTranslations('exercises.play');
  const params = useLinkParams(ENTRY_LINK);
  const set = shownName(params.get('set') ?? '').slice(0, MOST_TITLE) || null;
  const fresh = params.get('fresh') === '1';
  const once = params.get('once') === '1';
  const control = useAttempt(ask, { seed: seedFrom(params.get('seed')), set });
  const { attempt, unkept, resumed, send, again } = control;
  const repeat = once && (attempt?.result || attempt?.told) ? null : again;
  const { phase, key: exercise, retry } = useKey(attempt?.commitment ? ask.id : null, () => fetchExercise(ask));
  const stage = attempt && stageOf(attempt, ask);
  const region = useFocusOnChange(stage);

  if (!attempt || !stage) return <p className={`${styles.wait} pad-y-8 soft`}>{t('loading')}</p>;
  const stages: readonly Stage[] =
    ask.legs.length > 0 ? STAGES : STAGES.filter((each) => each !== 'run' && each !== 'see');
  return (
    <div className={`${styles.play} pad-below-8`} ref={region}>
      <ol className={`${styles.stages} no-bullets p-0 flex wrap gap-1`} aria-label={t('stages.label')}>
        {stages.map((each) => (
          <li
            key={each}
            aria-current={each === stage ? 'step' : undefined}
            data-over={stages.indexOf(each) < stages.indexOf(stage) || undefined}
          >
            {t(`stages.${each}`)}
          </li>
        ))}
      </ol>
      {unkept && (
        <Notice className="above-4 below-4">
          <p>{t('unkept')}</p>
          <p className="soft small">{unkept.detail}</p>
        </Notice>
      )}
      <PredictStep ask={ask} attempt={attempt} send={send} />
      {phase === 'failed' && (
        <Notice className="above-4 below-4">
          <p>{t('fetchFailed')}</p>
          <Button onClick={retry}>{t('retry')}</Button>
        </Notice>
      )}
      {exercise && attempt.commitment && (
        <div className={styles.steps}>
          {ask.legs.length > 0 && !(attempt.told && attempt.legs.length === 0) && (
            <RunStep
              key={`${attempt.id}-run`}
              exercise={exercise}
              attempt={attempt}
              commitment={attempt.commitment}
              resumed={resumed}
              fresh={fresh}
              again={repeat}
              send={send}
            />
          )}
          {ask.legs.length > 0 && stage !== 'run' && !attempt.told && (
            <SeeStep key={`${attempt.id}-see`} attempt={attempt} send={send} />
          )}
          {(stage === 'explain' || stage === 'done') && (
            <ExplainStep
              exercise={exercise}
              attempt={attempt}
              commitment={attempt.commitment}
              next={next}
              set={{ title: set, href: setHrefFrom(params) }}
              send={send}
              again={repeat}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The focus (and with it the screen) follows the learner to what is new; not when the page is opened. */
function useFocusOnChange(stage: Stage | null) {
  const region = useRef<HTMLDivElement>(null);
  const before = useRef<Stage | null>(null);
  useEffect(() => {
    const was = before.current;
    if (was === stage || stage === null) return;
    if (was === null) {
      before.current = stage;
      return;
    }
    // What a stage shows may come a moment later, with the key.
    const target = region.current?.querySelector<HTMLElement>(`[data-stage="${stage}"]`);
    if (!target) return;
    before.current = stage;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'start' });
  });
  return region;
}

function seedFrom(text: string | null): number | null {
  const seed = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(seed) && seed >= 0 && seed <= 4_294_967_295 ? seed : null;
}
