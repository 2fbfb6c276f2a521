'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { StabilityTable } from '@/components/charts/stability-table';
import { LaneHeading, WideTable } from '@/components/charts/table-card';
import { LaneMark } from '@/components/marks/lane-mark';
import type { RunState } from '@/lib/lab/run-state';
import type { RunFaults } from '@/lib/measure/faults';
import type { Lateness } from '@/lib/measure/lateness';
import type { RunFigures } from '@/lib/measure/run-figures';
import { areNotComparable, ParityNote } from './parity-note';
import styles from './run-method.module.css';
import { useEnvironmentWords } from './use-environment-words';

interface RunMethodProps {
  readonly state: RunState;
  /** `null` until a run is over. */
  readonly figures: RunFigures | null;
}

/** How a run was measured: whether the lanes may be compared, how well the load kept its time, and where it ran. */
export function RunMethod({ state, figures }: RunMethodProps) {
  const t = useTranslations('lab.details');
  return (
    <section className={styles.method} aria-label={t('title')}>
      <p>{t('rules')}</p>
      {state.phase !== 'idle' && !areNotComparable(state) && <ParityNote state={state} />}
      {figures && (
        <>
          <Sending figures={figures} />
          <PageFootprint faults={state.faults} />
          <StabilityTable lanes={figures.last.lanes} />
        </>
      )}
      <ColdStarts state={state} />
      <Environment state={state} />
    </section>
  );
}

/** How well the generator kept its schedule, lane by lane. */
function Sending({ figures }: { figures: RunFigures }) {
  const t = useTranslations('lab.details.sending');
  const charts = useTranslations('charts.results.columns');
  const numbers = useFigures();
  const raisedBy = (shifts: Lateness['shifts']) =>
    shifts
      .map(({ percentile, factor }) =>
        t('shift', { percentile: charts(percentile), factor: numbers.rate(Math.max(1, factor)) }),
      )
      .join(t('separator')) || t('none');
  return (
    <>
      <h3>{t('title')}</h3>
      <p>
        {t('note')} {figures.passes.length > 1 && t('ofLast')}
      </p>
      <WideTable label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('lane')}</th>
            <th scope="col">{t('late')}</th>
            <th scope="col">{t('worst')}</th>
            <th scope="col">{t('raised')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.last.summaries.map(({ id, modeId, lateness }) => (
            <tr key={id}>
              <th scope="row">
                <LaneHeading lane={{ id, modeId }} />
              </th>
              <td>{lateness ? t('count', { count: lateness.lateCount, of: lateness.of }) : t('notJudged')}</td>
              <td>{lateness ? numbers.duration(Math.max(0, lateness.worstMs)) : t('none')}</td>
              <td>{lateness ? raisedBy(lateness.shifts) : t('none')}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

/** How much of the device the page took for itself while lanes ran. */
function PageFootprint({ faults: { footprint, longTasks } }: { faults: RunFaults }) {
  const t = useTranslations('lab.details.footprint');
  const numbers = useFigures();
  const { mainThreadBusyShare: share = null, longestBusyMs = null } = footprint ?? {};
  return (
    <>
      <h3>{t('title')}</h3>
      <p>
        {share === null ? t('unknown') : t('busy', { share: numbers.share(share) })}{' '}
        {longestBusyMs !== null && t('longest', { time: numbers.duration(longestBusyMs) })}{' '}
        {longTasks !== null && t('longTasks', { count: longTasks })}
      </p>
    </>
  );
}

function ColdStarts({ state }: { state: RunState }) {
  const t = useTranslations('lab.details');
  const { duration } = useFigures();
  const orNone = (ms: number) => (ms > 0 ? duration(ms) : t('none'));
  const lanes = lanesOf(state);
  if (lanes.length === 0) return null;
  return (
    <>
      <h3>{t('cold')}</h3>
      <p>{t('coldNote')}</p>
      <WideTable label={t('cold')}>
        <thead>
          <tr>
            <th scope="col">{t('lane')}</th>
            <th scope="col">{t('fetch')}</th>
            <th scope="col">{t('compile')}</th>
            <th scope="col">{t('firstRun')}</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ id, modeId, coldStart }) => (
            <tr key={id}>
              <th scope="row">
                <LaneHeading lane={{ id, modeId }} />
              </th>
              <td>{orNone(coldStart.fetchMs)}</td>
              <td>{orNone(coldStart.compileMs)}</td>
              <td>{orNone(coldStart.firstRunMs)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

function Environment({ state }: { state: RunState }) {
  const t = useTranslations('lab.details');
  const words = useEnvironmentWords();
  const lanes = lanesOf(state);
  if (lanes.length === 0) return null;
  return (
    <>
      <h3>{t('environment')}</h3>
      {lanes.map(({ id, modeId, environment, sha256 }) => (
        <p key={id} className="flex baseline gap-2 above-1 anywhere">
          <LaneMark lane={modeId} size={12} />
          <span>{words({ ...environment, sha256 })}</span>
        </p>
      ))}
    </>
  );
}

function lanesOf(state: RunState) {
  return state.records.flatMap(({ id, modeId }) => {
    const loaded = state.loaded[id];
    return loaded ? [{ id, modeId, ...loaded }] : [];
  });
}
