'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ExperimentSetup, LOOPS } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { ARRIVAL_PATTERNS } from '@/lib/workload/arrivals';
import { Choices } from './choices';
import { NumberField } from './number-field';
import { TraceField } from './trace-field';
import { useLengthCheck } from './use-length-check';

interface ArrivalsFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
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
        <NumberField
          label={t('rate')}
          value={setup.perSecond}
          {...SETUP_LIMITS.perSecond}
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
        <NumberField
          label={t('users')}
          value={setup.users}
          {...SETUP_LIMITS.users}
          whole
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
        <NumberField
          label={t('stallFor')}
          value={stallMs}
          min={1}
          max={SETUP_LIMITS.stallMs.max}
          whole
          onChange={(ms) => onChange({ ...setup, stallMs: ms })}
        />
      )}
      <NumberField
        label={t('seed')}
        description={t('seedNote')}
        value={setup.seed}
        {...SETUP_LIMITS.seed}
        whole
        onChange={(seed) => onChange({ ...setup, seed })}
      />
    </>
  );
}
