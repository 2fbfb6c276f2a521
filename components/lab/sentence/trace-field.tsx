'use client';

import { TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { RunSetup } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { isTrace, readTrace } from '@/lib/experiment/trace';
import styles from './sentence.module.css';
import { useLengthCheck } from './use-length-check';

interface TraceFieldProps {
  readonly setup: RunSetup;
  onChange(setup: RunSetup): void;
}

/** A recorded trace of arrivals: tapped, or pasted as gaps. */
export function TraceField({ setup, onChange }: TraceFieldProps) {
  const t = useTranslations('sentence');
  const tooLong = useLengthCheck();
  const [draft, setDraft] = useState(setup.traceMs.join(', '));
  const [tapsMs, setTapsMs] = useState<readonly number[]>([]);
  const shown = setup.traceMs.join(', ');
  useEffect(() => setDraft(shown), [shown]);

  const problemOf = (traceMs: readonly number[] | null) =>
    traceMs === null
      ? t('invalid.trace', { most: SETUP_LIMITS.traceGaps, longest: SETUP_LIMITS.traceGapMs })
      : tooLong({ ...setup, traceMs });
  const take = (traceMs: readonly number[] | null) => {
    if (traceMs !== null && problemOf(traceMs) === null) onChange({ ...setup, traceMs });
  };
  const tap = (atMs: number) => {
    const taps = [...tapsMs, atMs].slice(-SETUP_LIMITS.traceGaps - 1);
    setTapsMs(taps);
    const gaps = taps.slice(1).map((ms, index) => Math.round(ms - (taps[index] ?? ms)));
    take(isTrace(gaps) ? gaps : null);
  };
  return (
    <>
      <div className="grid gap-2">
        {/* As it is pressed, not as it is let go: that is the rhythm. */}
        <Button
          className={styles.tap}
          onPointerDown={(event) => tap(event.timeStamp)}
          onKeyDown={(event) => {
            if (event.repeat || (event.key !== ' ' && event.key !== 'Enter')) return;
            event.preventDefault();
            tap(event.timeStamp);
          }}
        >
          {t('arrivals.tap')}
        </Button>
        <p className="soft" role="status">
          {t('arrivals.tapNote', { taps: tapsMs.length })}
        </p>
        {tapsMs.length > 0 && (
          <Button className="self-end" onClick={() => setTapsMs([])}>
            {t('arrivals.clearTrace')}
          </Button>
        )}
      </div>
      <TextInput
        size="md"
        label={t('arrivals.gaps')}
        description={t('arrivals.gapsNote')}
        value={draft}
        error={problemOf(readTrace(draft))}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          take(readTrace(event.currentTarget.value));
        }}
      />
    </>
  );
}
