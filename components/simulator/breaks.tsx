'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useMemo } from 'react';
import { TableCard } from '@/components/charts/table-card';
import { findingsOf, type SimFinding } from '@/lib/simulate/findings/findings';
import { ofLane, type Remedy, remediesFor } from '@/lib/simulate/findings/remedies';
import { withChange } from '@/lib/simulate/setup/address';
import { loadOf } from '@/lib/simulate/setup/load';
import type { ServiceProfile } from '@/lib/simulate/setup/profile';
import { scenarioOf } from '@/lib/simulate/setup/scenario-of';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { SimLaneHeading } from './figures-table';
import { SimulatedBadge } from './simulated-badge';
import { simHref } from './use-sim-setup';
import { useSimFigures } from './use-sim-words';
import { type Outcome, useSimulator } from './use-simulation';

interface BreaksProps {
  readonly outcome: Outcome;
  readonly profile: ServiceProfile;
}

/** What breaks first and why, lane by lane; and of the worst, what a change would do: each a run of its own. */
export const Breaks = memo(function Breaks({ outcome, profile }: BreaksProps) {
  const t = useTranslations('simulator.breaks');
  const words = useFindingWords();
  const findings = useMemo(() => {
    const { setup, scenario, lanes } = outcome;
    return findingsOf(scenario, lanes, loadOf(setup).meanPerSecond);
  }, [outcome]);
  const [first] = findings;
  const severity = first?.severity ?? 'fine';
  const isBroken = first !== undefined && severity !== 'fine';
  // The first of those that are fine is the lane with servers, where there is one.
  const asked = isBroken ? first : (findings.find(({ id }) => id === 'headroom') ?? first);
  return (
    <TableCard name="breaks" title={t(`title.${severity}`)} tools={<SimulatedBadge isRough={outcome.isRough} />}>
      <ol className="plain-list grid gap-2 pad-above-3 measure">
        {findings.map((finding) => (
          <li key={`${finding.lane}-${finding.id}`} data-finding={finding.id}>
            <b>
              <SimLaneHeading id={finding.lane} />
            </b>{' '}
            {words(finding)}
          </li>
        ))}
      </ol>
      {asked && !outcome.isRough && <Remedies finding={asked} outcome={outcome} profile={profile} />}
    </TableCard>
  );
});

function useFindingWords() {
  const t = useTranslations('simulator.breaks.findings');
  const figures = useSimFigures();
  return ({ id, figures: given }: SimFinding): string => {
    const inWords = (name: string, value: number) => {
      if (name === 'share' || name === 'utilisation' || name.endsWith('Share')) return figures.share(value);
      if (name === 'rate' || name === 'capacity') return figures.rate(value);
      if (name === 'p50' || name === 'p99' || name.endsWith('Ms')) return figures.time(value);
      if (name === 'times') return figures.ratio(value);
      return name === 'bytes' ? figures.bytes(value) : figures.count(value);
    };
    const entries = Object.entries(given).map(([name, value]) => [name, inWords(name, value)] as const);
    return t(id, { ...Object.fromEntries(entries), servers: given.servers ?? 0 });
  };
}

interface RemediesProps extends BreaksProps {
  readonly finding: SimFinding;
}

/** What a change would do to the lane: played on the same arrivals, when the worker of the page is done. */
function Remedies({ finding, outcome, profile }: RemediesProps) {
  const t = useTranslations('simulator.breaks');
  const [simulator, state] = useSimulator();
  const { setup } = outcome;
  const { id, lane, severity } = finding;
  const remedies = useMemo(() => remediesFor({ id, lane, severity, figures: {} }, setup), [id, lane, severity, setup]);
  useEffect(() => {
    const plays = remedies.map(({ id: key, change }) => ({
      key,
      sample: 0,
      scenario: ofLane(scenarioOf(withChange(setup, change), profile), lane),
    }));
    simulator.play(plays);
  }, [simulator, remedies, setup, profile, lane]);
  const before = outcome.lanes.find((one) => one.id === lane);
  if (!before || remedies.length === 0) return null;
  return (
    <div className="grid gap-2 pad-above-5 measure">
      <h4>{t('remedies')}</h4>
      <ul className="plain-list grid gap-2">
        {remedies.map((remedy) => (
          <li key={remedy.id} data-remedy={remedy.id}>
            <RemedyLine remedy={remedy} before={before} after={state.played[remedy.id]?.lanes[0]} outcome={outcome} />
          </li>
        ))}
      </ul>
      <p className="soft tiny">{state.phase === 'dead' || state.phase === 'failed' ? t('dead') : t('same')}</p>
    </div>
  );
}

interface RemedyLineProps {
  readonly remedy: Remedy;
  readonly before: SimulatedLane;
  readonly after: SimulatedLane | undefined;
  readonly outcome: Outcome;
}

function RemedyLine({ remedy, before, after, outcome }: RemedyLineProps) {
  const t = useTranslations('simulator.breaks');
  const charts = useTranslations('charts');
  const figures = useSimFigures();
  const { id, change } = remedy;
  const next = withChange(outcome.setup, change);
  const name = t(`change.${id}`, {
    servers: next.autoscaling === 'on' ? next.scaleMost : next.servers,
    together: next.batchMost,
    workers: next.batchWorkers,
    size: next.batchSize,
    plan: t(`plans.${next.batch}`, { minutes: next.batchEveryMinutes }),
  });
  const inWords = (lane: SimulatedLane) => [
    lane.latencyMs ? figures.time(lane.latencyMs.p95) : charts('none'),
    figures.share(lane.utilisation),
    figures.share(lostShare(lane)),
  ];
  const effectOf = ([p95, busy, lost]: readonly string[], [p95After, busyAfter, lostAfter]: readonly string[]) =>
    p95 === p95After && busy === busyAfter && lost === lostAfter
      ? t('noEffect')
      : t('effect', {
          ...{ p95Before: p95 ?? '', p95After: p95After ?? '', before: busy ?? '', after: busyAfter ?? '' },
          ...{ lost: lost ?? '', lostAfter: lostAfter ?? '' },
        });
  return (
    <p>
      <Link href={simHref(next)} className="semibold" prefetch={false}>
        {name}
      </Link>{' '}
      {after ? effectOf(inWords(before), inWords(after)) : t('playing')}
    </p>
  );
}

const lostShare = ({ requests, rejected, failed, timedOut, unfinished }: SimulatedLane) =>
  requests === 0 ? 0 : (rejected + failed + timedOut + unfinished) / requests;
