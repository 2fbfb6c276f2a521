'use client';

import { useTranslations } from 'next-intl';
import { Suspense, useMemo } from 'react';
import { Notice } from '@/components/kit/notice';
import { useLinkParams } from '@/components/shell/use-link-params';
import { ALL_CARDS, rackChoiceFrom, withRackChoice } from '@/lib/exercises/scenarios/rack-choice';
import type { RackEntry } from '@/lib/exercises/scenarios/rack-entry';
import { RackView } from './rack-view';
import { useCardStates } from './use-card-states';

const RACK_LINK = { keys: ['level', 'concept'] };

interface RackProps {
  readonly entries: readonly RackEntry[];
}

/** The rack of scenario cards; what is shown of it is in the address, which only the browser knows. */
export function ScenarioRack({ entries }: RackProps) {
  return (
    <Suspense fallback={<RackView entries={entries} choice={ALL_CARDS} states={null} onChange={null} />}>
      <RackOfAddress entries={entries} />
    </Suspense>
  );
}

function RackOfAddress({ entries }: RackProps) {
  const t = useTranslations('scenarioCards.rack');
  const params = useLinkParams(RACK_LINK);
  const ids = useMemo(() => entries.map(({ id }) => id), [entries]);
  const { states, error } = useCardStates(ids);
  return (
    <>
      {error && (
        <Notice className="above-6">
          <p>{t('unknown')}</p>
          <p className="soft small">{error.detail}</p>
        </Notice>
      )}
      <RackView
        entries={entries}
        choice={rackChoiceFrom(params)}
        states={states}
        onChange={(choice) => {
          const next = withRackChoice(params, choice).toString();
          window.history.replaceState(null, '', next === '' ? window.location.pathname : `?${next}`);
        }}
      />
    </>
  );
}
