'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Choices } from '@/components/kit/choices';
import type { RunSetup } from '@/lib/experiment/setup';
import { LOOPS } from '@/lib/experiment/setup-fields';
import { ARRIVAL_PATTERNS } from '@/lib/workload/arrivals';
import { SetupNumber } from './setup-number';
import { TraceField } from './trace-field';
import { useLengthCheck } from './use-length-check';

interface ArrivalsFieldProps {
  readonly setup: RunSetup;
  onChange(setup: RunSetup): void;
}

/** Long enough that the two ways of counting latency part in the default run. */
const USUAL_STALL_MS = 1400;
/** For a trace that nobody has recorded yet: three quick ones and a pause. */
const FIRST_TRACE_MS = [200, 200, 600];

export function ArrivalsField({ setup, onChange }: ArrivalsFieldProps) {
  const t = useTranslations('sentence.arrivals');
  const tooLong = useLengthCheck();
  const { loop, pattern, stallMs } = setup;
  return (
    <>
      {loop === 'open' && (
        <Choices
          label={t('pattern')}
          value={pattern}
          choices={ARRIVAL_PATTERNS.map((id) => ({
            id,
            name: t(`patterns.${id}.name`),
            about: t(`patterns.${id}.about`),
          }))}
          onChoose={(chosen) =>
            onChange({
              ...setup,
              pattern: chosen,
              traceMs: chosen === 'trace' && setup.traceMs.length === 0 ? FIRST_TRACE_MS : setup.traceMs,
            })
          }
        />
      )}
      {loop === 'open' && pattern === 'trace' && <TraceField setup={setup} onChange={onChange} />}
      {loop === 'open' && pattern !== 'at-once' && pattern !== 'trace' && (
        <SetupNumber
          field="perSecond"
          label={t('rate')}
          value={setup.perSecond}
          refuse={(perSecond) => tooLong({ ...setup, perSecond })}
          onChange={(perSecond) => onChange({ ...setup, perSecond })}
        />
      )}
      <Choices
        label={t('loop')}
        value={loop}
        choices={LOOPS.map((id) => ({ id, name: t(`loops.${id}.name`), about: t(`loops.${id}.about`) }))}
        onChoose={(chosen) => onChange({ ...setup, loop: chosen })}
      />
      {loop === 'closed' && (
        <SetupNumber
          field="users"
          label={t('users')}
          value={setup.users}
          onChange={(users) => onChange({ ...setup, users })}
        />
      )}
      <Switch
        label={t('stall')}
        disabled={loop === 'open' && pattern === 'at-once'}
        description={t('stallNote')}
        checked={stallMs > 0}
        onChange={(event) => onChange({ ...setup, stallMs: event.currentTarget.checked ? USUAL_STALL_MS : 0 })}
      />
      {stallMs > 0 && (
        <SetupNumber
          field="stallMs"
          label={t('stallFor')}
          value={stallMs}
          least={1}
          onChange={(ms) => onChange({ ...setup, stallMs: ms })}
        />
      )}
      <SetupNumber
        field="seed"
        label={t('seed')}
        description={t('seedNote')}
        value={setup.seed}
        onChange={(seed) => onChange({ ...setup, seed })}
      />
    </>
  );
}
