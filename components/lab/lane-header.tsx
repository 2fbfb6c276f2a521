'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import { useConditionWords } from '@/components/marks/use-condition-words';
import { conditionsOf, type RunSetup } from '@/lib/experiment/setup';
import type { RunState } from '@/lib/lab/run-state';
import type { ModeId } from '@/lib/modes';
import styles from './lane.module.css';

interface LaneHeaderProps {
  readonly modeId: ModeId;
  readonly setup: RunSetup;
  readonly state: RunState;
}

/** The start of a lane: its mark, its name, where it runs, and whether it runs other bytes than the rest. */
export function LaneHeader({ modeId, setup, state }: LaneHeaderProps) {
  const t = useTranslations('lab.lane');
  const modes = useTranslations('modes');
  const conditionWords = useConditionWords();
  const isOther = (setup.laneVersions[modeId] ?? setup.versionId) !== setup.versionId;
  return (
    <div className={styles.header}>
      <h2 className={styles.name}>
        <LaneMark lane={modeId} size={16} />
        {modes(`${modeId}.name`)}
      </h2>
      <p className={styles.where}>
        <Where modeId={modeId} setup={setup} state={state} />
      </p>
      {isOther && <p className={styles.badge}>{t('notSameBytes')}</p>}
      {conditionWords(conditionsOf(setup, modeId)).map((words) => (
        <p key={words} className={styles.condition}>
          {words}
        </p>
      ))}
    </div>
  );
}

function Where({ modeId, setup, state }: LaneHeaderProps) {
  const t = useTranslations('lab.lane');
  const { tick } = useFigures();
  if (modeId === 'batch') return t('where.batch', { interval: tick(setup.intervalMs) });
  if (modeId === 'online') return t('where.online');
  const environment = state.loaded.edge?.environment;
  const threads = Number(environment?.threads ?? 0);
  if (threads === 0) return t('where.edgeUnknown');
  return (
    <>
      {t('where.edge', { threads })}
      {environment?.crossOriginIsolated === false && <> {t('oneThread')}</>}
    </>
  );
}
