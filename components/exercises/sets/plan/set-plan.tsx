'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { SetProblems } from '@/components/exercises/sets/set-problems';
import { useEntryWords } from '@/components/exercises/sets/use-entry-words';
import { useKept } from '@/components/exercises/use-kept';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import { useAddress } from '@/components/shell/use-link-params';
import { entryHref } from '@/lib/exercises/sets/entry-href';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import { knownOf, type Offer } from '@/lib/exercises/sets/offer';
import { entryStates } from '@/lib/exercises/sets/set-progress';
import { formatSet, parseSet } from '@/lib/exercises/sets/set-url';
import styles from './plan.module.css';
import { PlanEntry } from './plan-entry';

/** A set as a class sees it: what to do in order, how far one has come, and what is still locked. */
export function SetPlan({ offer }: { offer: Offer }) {
  const t = useTranslations('sets');
  const params = useAddress();
  const words = useEntryWords(offer);
  const { set, problems } = useMemo(() => parseSet(params, knownOf(offer)), [params, offer]);
  const attempts = useKept('attempts');
  const answers = useKept('answers');
  const tests = useKept('tests');
  const title = set.title || t('untitled');
  useEffect(() => {
    document.title = document.title.replace(/^.*?(?= · |$)/, title.replaceAll('$', '$$$$'));
  }, [title]);

  const query = formatSet(set);
  const isKnown = attempts.kept !== null && answers.kept !== null && tests.kept !== null;
  const states = entryStates(set, title, {
    attempts: attempts.kept?.all ?? [],
    answers: answers.kept?.all ?? [],
    tests: tests.kept?.all ?? [],
  });
  const done = states.filter(({ state }) => state === 'done').length;
  const begun = states.findIndex(({ state }) => state === 'begun');
  const nextIndex = begun >= 0 ? begun : states.findIndex(({ state }) => state === 'new');
  const next = set.entries[nextIndex];
  const total = set.entries.reduce((sum, entry) => sum + words.minutes(entry), 0);
  const rules = [
    ...(set.order === 'fixed' ? [t('plan.ruleFixed')] : []),
    ...(set.attempts === 'one' ? [t('plan.ruleOnce')] : []),
    ...(set.kept === 'fresh' ? [t('plan.ruleFresh')] : []),
  ];

  if (set.entries.length === 0) {
    return (
      <div className={`${styles.plan} pad-above-6 pad-below-8 measure`}>
        <h1>{t('plan.empty')}</h1>
        <p className="below-3 measure lead pre-line anywhere leading-loose">{t('plan.emptyBody')}</p>
        <SetProblems problems={problems} />
        <IntentLink href={query ? `/exercises/sets?${query}` : '/exercises/sets'} className={buttonLook()}>
          {t('plan.edit')}
        </IntentLink>
      </div>
    );
  }
  return (
    <div className={`${styles.plan} pad-above-6 pad-below-8 measure`}>
      <p className="soft small">
        {t('plan.lessonPlan')} · {t('unit.entries', { count: set.entries.length })} ·{' '}
        {t('unit.minutes', { minutes: total })}
      </p>
      <h1>{title}</h1>
      {set.note && <p className="below-3 measure lead pre-line anywhere leading-loose">{set.note}</p>}
      <SetProblems problems={problems} />
      {(attempts.error ?? answers.error ?? tests.error) && <p className="invalid small">{t('plan.unread')}</p>}
      <div className="row wrap gap-y-3 gap-x-6 above-5 below-5 target">
        {/* The room is there before anything is known of the learner. */}
        {next && done < set.entries.length && (
          <IntentLink
            href={entryHref(next, set, title)}
            className={buttonLook('go', `${styles.go} pad-y-2 text-center`)}
            data-known={isKnown || undefined}
            aria-hidden={!isKnown}
          >
            {t(done > 0 || states[nextIndex]?.state === 'begun' ? 'plan.goOn' : 'plan.next', {
              title: words.title(next),
            })}
          </IntentLink>
        )}
        <div className={`${styles.progress} grid gap-1 soft small figures`}>
          <progress
            max={set.entries.length}
            value={done}
            aria-label={t('plan.progress', { done, of: set.entries.length })}
          />
          <p role="status">
            {isKnown && done === set.entries.length
              ? t('plan.allDone')
              : t('plan.progress', { done, of: set.entries.length })}
          </p>
        </div>
      </div>
      {rules.length > 0 && (
        <ul className="below-4 pad-start-4 soft small" aria-label={t('plan.rules')}>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
      <ol className={`${styles.list} plain-list line-above`}>
        {set.entries.map((entry, index) => {
          const state = states[index];
          const first = state?.state === 'locked' ? set.entries[index - 1] : undefined;
          return (
            state && (
              <PlanEntry
                key={formatEntry(entry)}
                entry={entry}
                state={state}
                isKnown={isKnown}
                href={entryHref(entry, set, title)}
                words={words}
                firstTitle={first ? words.title(first) : null}
              />
            )
          );
        })}
      </ol>
      <p className="flex wrap gap-y-0 gap-x-6 above-5 small">
        <IntentLink className="inline-row target" href={`/exercises/set/print?${query}`}>
          {t('plan.worksheet')}
        </IntentLink>
        <IntentLink className="inline-row target" href={`/exercises/sets?${query}`}>
          {t('plan.edit')}
        </IntentLink>
      </p>
    </div>
  );
}
