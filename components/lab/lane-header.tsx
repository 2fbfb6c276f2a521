'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useConditionWords } from '@/components/charts/use-condition-words';
import { LaneMark } from '@/components/marks/lane-mark';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { RunSetup } from '@/lib/experiment/setup';
import type { RunState } from '@/lib/lab/run-state';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { gathers, runsOnDevice } from '@/lib/modes';
import styles from './lane.module.css';

interface LaneHeaderProps {
  readonly record: LaneRecord;
  readonly setup: RunSetup;
  readonly state: RunState;
}

/** The start of a lane: its mark, its name, where it runs, and whether it runs other bytes than the rest. */
export function LaneHeader({ record, setup, state }: LaneHeaderProps) {
  const t = useTranslations('lab.lane');
  const nameOf = useLaneName();
  const conditionWords = useConditionWords();
  const isOther = record.target.versionId !== setup.versionId;
  return (
    <div className={`${styles.header} grid narrow`}>
      <h2 className="row gap-2 lead bolder">
        <LaneMark lane={record.modeId} size={16} />
        {nameOf(record)}
      </h2>
      <p className={styles.where}>
        <Where record={record} setup={setup} state={state} />
      </p>
      {isOther && <p className={`${styles.badge} self-start invalid tiny`}>{t('notSameBytes')}</p>}
      {conditionWords(record.conditions).map((words) => (
        <p key={words} className={`${styles.condition} self-start soft tiny`}>
          {words}
        </p>
      ))}
    </div>
  );
}

function Where({ record: { id, modeId }, setup, state }: LaneHeaderProps) {
  const t = useTranslations('lab.lane');
  const { tick } = useFigures();
  if (gathers(modeId)) return t('where.batch', { interval: tick(setup.intervalMs) });
  if (!runsOnDevice(modeId)) return t('where.online');
  const environment = state.loaded[id]?.environment;
  const threads = Number(environment?.threads ?? 0);
  if (threads === 0) return t('where.edgeUnknown');
  return (
    <>
      {t('where.edge', { threads })}
      {environment?.crossOriginIsolated === false && <> {t('oneThread')}</>}
    </>
  );
}
