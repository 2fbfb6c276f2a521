'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { Choices } from '@/components/kit/choices';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { endsByTime } from '@/lib/experiment/setup-limits';
import { FLOORS } from '@/lib/measure/floors';
import { FLOOR_MS } from '@/lib/measure/rules';
import { findModel } from '@/lib/model';
import { isTable } from '@/lib/model/manifest';
import { SetupNumber } from './setup-number';
import { useLengthCheck } from './use-length-check';

const COUNTS = [100, 240, 600, 1000, 5000] as const;
const SECONDS = [10, 30, 60] as const;

interface SamplesFieldProps {
  readonly setup: SetupOf<'same-workload' | 'capacity'>;
  onChange(setup: SetupOf<'same-workload' | 'capacity'>): void;
}

export function SamplesField({ setup, onChange }: SamplesFieldProps) {
  const t = useTranslations('sentence.samples');
  const format = useFormatter();
  const tooLong = useLengthCheck();
  const run = setup.study === 'same-workload' ? setup : null;
  const model = findModel(setup.modelId);
  const timed = run && run.durationMs !== null && endsByTime(run) ? { ...run, durationMs: run.durationMs } : null;
  const setCount = (count: number) => onChange({ ...setup, count });
  const presets = timed
    ? SECONDS.map((seconds) => ({
        value: seconds,
        isSet: timed.durationMs === seconds * 1000,
        set: () => onChange({ ...timed, durationMs: seconds * 1000 }),
      }))
    : COUNTS.filter((count) => tooLong({ ...setup, count }) === null).map((count) => ({
        value: count,
        isSet: setup.count === count,
        set: setCount,
      }));
  return (
    <>
      {run && (
        <Choices
          label={t('by')}
          value={timed ? 'time' : 'count'}
          choices={[
            { id: 'count', name: t('byCount') },
            // What is all there at once has no time to end.
            { id: 'time', name: t('byTime'), disabled: !endsByTime({ ...run, durationMs: 1 }) },
          ]}
          onChoose={(by) => onChange({ ...run, durationMs: by === 'time' ? 10_000 : null })}
        />
      )}
      <div className="flex wrap gap-2">
        {presets.map(({ value, isSet, set }) => (
          <Button key={value} aria-pressed={isSet} onClick={() => set(value)}>
            {format.number(value)}
          </Button>
        ))}
      </div>
      {timed ? (
        <SetupNumber
          field="durationMs"
          label={t('seconds')}
          value={timed.durationMs}
          inSeconds
          refuse={(durationMs) => tooLong({ ...timed, durationMs })}
          onChange={(durationMs) => onChange({ ...timed, durationMs })}
        />
      ) : (
        <SetupNumber
          field="count"
          label={t('field')}
          description={t(isTable(model) ? 'noteRows' : 'note', { count: model.samples.count })}
          value={setup.count}
          refuse={(count) => tooLong({ ...setup, count })}
          onChange={setCount}
        />
      )}
      <Choices
        label={t('floor')}
        value={setup.floor}
        choices={FLOORS.map((id) => ({ id, name: t(`floors.${id}.name`), about: t(`floors.${id}.about`) }))}
        onChoose={(floor) =>
          onChange(run && floor === 'full' ? { ...run, floor, durationMs: FLOOR_MS.full } : { ...setup, floor })
        }
      />
    </>
  );
}
