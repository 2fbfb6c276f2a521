'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import type { RunState } from '@/lib/lab/run-state';
import styles from './run-details.module.css';

/** Cold start and environment of each lane, and the rules behind the figures. */
export function RunDetails({ state }: { state: RunState }) {
  const t = useTranslations('lab.details');
  const modes = useTranslations('modes');
  const { duration } = useFigures();
  const orNone = (ms: number) => (ms > 0 ? duration(ms) : t('none'));
  const lanes = state.records.flatMap(({ id, modeId }) => {
    const loaded = state.loaded[id];
    return loaded ? [{ id, modeId, ...loaded }] : [];
  });
  return (
    <details className={styles.details}>
      <summary>{t('title')}</summary>
      <p>{t('rules')}</p>
      {lanes.length > 0 && (
        <>
          <h3>{t('cold')}</h3>
          <p>{t('coldNote')}</p>
          <div className={styles.scroll}>
            <table aria-label={t('cold')}>
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
                      <LaneMark lane={modeId} size={12} /> {modes(`${modeId}.name`)}
                    </th>
                    <td>{orNone(coldStart.fetchMs)}</td>
                    <td>{orNone(coldStart.compileMs)}</td>
                    <td>{orNone(coldStart.firstRunMs)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <h3>{t('environment')}</h3>
          {lanes.map(({ id, modeId, environment, sha256 }) => (
            <p key={id} className={styles.environment}>
              <LaneMark lane={modeId} size={12} />
              <span>
                {Object.entries({ ...environment, sha256 })
                  .map(([key, value]) => `${key} ${value}`)
                  .join(' · ')}
              </span>
            </p>
          ))}
        </>
      )}
    </details>
  );
}
