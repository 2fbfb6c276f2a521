'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import styles from '@/components/exercises/paper/print.module.css';
import { SetProblems } from '@/components/exercises/sets/set-problems';
import { useEntryWords } from '@/components/exercises/sets/use-entry-words';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import { useAddress } from '@/components/shell/use-link-params';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import { knownOf, offerOf } from '@/lib/exercises/sets/offer';
import type { SetEntry } from '@/lib/exercises/sets/set';
import { formatSet, parseSet, SET_LINK } from '@/lib/exercises/sets/set-url';
import { mendLink } from '@/lib/wire/link/mend-link';
import { ExerciseKey } from './exercise-key';
import { ExerciseSheet } from './exercise-sheet';
import { ScenarioKeySheet } from './scenario-key-sheet';
import { ScenarioSheet } from './scenario-sheet';
import { SheetHead } from './sheet-head';
import { TeacherPlan } from './teacher-plan';
import { useKeys } from './use-keys';

interface PrintedSetProps {
  readonly asks: readonly AnyExercise['ask'][];
  readonly faces: readonly ScenarioFace[];
}

/** A set on paper: a worksheet, or with `key=1` the plan and the answer key. */
export function PrintedSet({ asks, faces }: PrintedSetProps) {
  const t = useTranslations('sets');
  const params = useAddress();
  const offer = useMemo(() => offerOf(asks, faces), [asks, faces]);
  const { set, problems } = useMemo(() => parseSet(params, knownOf(offer)), [params, offer]);
  const words = useEntryWords(offer);
  const withKey = mendLink(params, SET_LINK).params.get('key') === '1';
  const { keys, retry } = useKeys(set.entries, asks, withKey);
  const query = formatSet(set);
  const title = set.title || t('untitled');
  const kind = t(withKey ? 'print.key' : 'print.worksheet');
  useEffect(() => {
    // A printer puts it at the head of every page.
    document.title = `${kind}: ${title}`;
  }, [kind, title]);

  const sheetOf = (entry: SetEntry) => {
    if (entry.kind === 'exercise') {
      const ask = asks.find(({ id }) => id === entry.id);
      return ask && <ExerciseSheet ask={ask} seed={entry.seed} />;
    }
    if (entry.kind === 'scenario') {
      const face = faces.find(({ id }) => id === entry.id);
      return face && <ScenarioSheet face={face} />;
    }
    return (
      <>
        <p>
          {t('print.testBody')} {words.concepts(entry)}
        </p>
        <p className={styles.blank}>{t('print.testScore')}</p>
      </>
    );
  };
  const keyOf = (entry: SetEntry) => {
    const key = keys?.get(formatEntry(entry));
    if (key?.kind === 'exercise') return <ExerciseKey exercise={key.exercise} examples={key.examples} />;
    if (key?.kind === 'scenario') return <ScenarioKeySheet scenario={key.key} />;
    if (key?.kind === 'test') return <p>{words.concepts(entry)}</p>;
    return (
      <div role="alert" className={styles.failed}>
        <p>{t('print.failed', { title: words.title(entry) })}</p>
        <Button onClick={retry}>{t('print.retry')}</Button>
      </div>
    );
  };

  return (
    <div className={styles.print} data-key={withKey || undefined}>
      <div className={styles.bar}>
        <Button look="go" disabled={withKey && !keys} onClick={() => window.print()}>
          {t('print.print')}
        </Button>
        {/* The worksheet leads to no key: it is the class that opens it. The editor leads to both. */}
        {withKey && (
          <IntentLink href={`/exercises/set/print?${query}`} className={buttonLook()}>
            {t('print.toWorksheet')}
          </IntentLink>
        )}
        <IntentLink href={`/exercises/sets?${query}`} className={buttonLook()}>
          {t('print.back')}
        </IntentLink>
      </div>
      <SetProblems problems={problems} />
      <div className={styles.paper}>
        <h1>
          <span className={`${styles.docKind} block soft small`}>{kind}</span> {title}
        </h1>
        {set.note && <p className={styles.note}>{set.note}</p>}
        {set.entries.length === 0 && <p>{t('plan.emptyBody')}</p>}
        {withKey && !keys && <p role="status">{t('print.loading')}</p>}
        {keys && <TeacherPlan entries={set.entries} keys={keys} words={words} />}
        {(!withKey || keys) &&
          set.entries.map((entry, index) => (
            <section key={formatEntry(entry)} className={styles.sheet} aria-label={words.title(entry)}>
              <SheetHead
                set={title}
                title={words.title(entry)}
                place={index + 1}
                count={set.entries.length}
                withName={!withKey}
              />
              {withKey ? keyOf(entry) : sheetOf(entry)}
            </section>
          ))}
      </div>
    </div>
  );
}
