'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { endsByTime, SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { FLOORS } from '@/lib/measure/floors';
import { findModel } from '@/lib/model';
import { isTable } from '@/lib/model/features';
import { Choices } from './choices';
import { NumberField } from './number-field';
import styles from './sentence.module.css';
import { useLengthCheck } from './use-length-check';

const COUNTS = [100, 240, 600, 1000, 5000] as const;
const SECONDS = [10, 30, 60] as const;
/** MLPerf's shortest run. */
const FULL_MS = 600_000;

interface SamplesFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

export function SamplesField({ setup, onChange }: SamplesFieldProps) {
  const t = useTranslations('sentence.samples');
  const format = useFormatter();
  const tooLong = useLengthCheck();
  const { durationMs, study } = setup;
  const model = findModel(setup.modelId);
  const byTime = study === 'same-workload' && durationMs !== null && endsByTime(setup);
  const setCount = (count: number) => onChange({ ...setup, count });
  const setSeconds = (seconds: number) => onChange({ ...setup, durationMs: Math.round(seconds * 1000) });
  const presets = byTime
    ? SECONDS.map((seconds) => ({ value: seconds, isSet: durationMs === seconds * 1000, set: setSeconds }))
    : COUNTS.filter((count) => tooLong({ ...setup, count }) === null).map((count) => ({
        value: count,
        isSet: setup.count === count,
        set: setCount,
      }));
  return (
    <>
      {study === 'same-workload' && (
        <Choices
          label={t('by')}
          value={byTime ? 'time' : 'count'}
          choices={[
            { id: 'count', name: t('byCount') },
            // What is all there at once has no time to end.
            { id: 'time', name: t('byTime'), disabled: !endsByTime({ ...setup, durationMs: 1 }) },
          ]}
          onChoose={(by) => onChange({ ...setup, durationMs: by === 'time' ? 10_000 : null })}
        />
      )}
      <div className={styles.presets}>
        {presets.map(({ value, isSet, set }) => (
          <button key={value} type="button" aria-pressed={isSet} onClick={() => set(value)}>
            {format.number(value)}
          </button>
        ))}
      </div>
      {byTime ? (
        <NumberField
          label={t('seconds')}
          value={durationMs / 1000}
          min={SETUP_LIMITS.durationMs.min / 1000}
          max={SETUP_LIMITS.durationMs.max / 1000}
          refuse={(seconds) => tooLong({ ...setup, durationMs: Math.round(seconds * 1000) })}
          onChange={setSeconds}
        />
      ) : (
        <NumberField
          label={t('field')}
          description={t(isTable(model) ? 'noteRows' : 'note', { count: model.samples.count })}
          value={setup.count}
          {...SETUP_LIMITS.count}
          whole
          refuse={(count) => tooLong({ ...setup, count })}
          onChange={setCount}
        />
      )}
      <Choices
        label={t('floor')}
        value={setup.floor}
        choices={FLOORS.map((id) => ({ id, name: t(`floors.${id}.name`), about: t(`floors.${id}.about`) }))}
        onChoose={(floor) =>
          onChange({
            ...setup,
            floor,
            durationMs: floor === 'full' && study === 'same-workload' ? FULL_MS : durationMs,
          })
        }
      />
    </>
  );
}
