'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import type { RateProposal } from '@/lib/experiment/device-rate';
import { canRemedy, remediedSetup } from '@/lib/experiment/remedied-setup';
import type { ExperimentSetup, RunSetup } from '@/lib/experiment/setup';
import type { RunState } from '@/lib/lab/run-state';
import { atMostProposed, type Remedy, remedyOfRun } from '@/lib/measure/remedy';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { BandAction } from './band/band';

/** How long a busy device is left alone before the next run. */
const REST_MS = 20_000;

export interface RemedyControl {
  /** What to do about a run that is not valid, and the button that does it; `null` of any other run. */
  readonly remedy: { readonly words: string; readonly action: BandAction } | null;
  /** The device is being left alone: what is said meanwhile, and the button that calls it off. */
  readonly rest: { readonly words: string; readonly action: BandAction } | null;
}

/**
 * Carries out what helps a run that is not valid (SPEC 5.12).
 * @param wanted what the page is set to: whoever changes it waits for nothing any more
 * @param proposal for this device: a lower rate is no higher
 * @param run runs a set-up, and puts it into the address
 */
export function useRemedy(
  state: RunState,
  figures: RunFigures | null,
  wanted: ExperimentSetup,
  proposal: RateProposal | null,
  run: (setup: RunSetup) => void,
): RemedyControl {
  const t = useTranslations('findings.validity.actions');
  const restWords = useTranslations('findings.validity.rest');
  const numbers = useFigures();
  const [resting, setResting] = useState<Resting | null>(null);
  // Another run, or none any more: nothing waits for it.
  const rest = resting?.of === state.records && resting.wanted === wanted ? resting : null;
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!rest) return;
    const handle = setTimeout(() => {
      setResting(null);
      latest.current(rest.setup);
    }, REST_MS);
    return () => clearTimeout(handle);
  }, [rest]);

  const { setup } = state;
  const told = figures && setup ? remedyOfRun(figures.validity, figures.passes) : null;
  const found = told && atMostProposed(told, proposal?.perSecond ?? null);
  if (!found || !setup || !canRemedy(setup, found)) return { remedy: null, rest: null };
  const values = valuesOf(found, numbers.rate, numbers.count);
  const next = remediedSetup(setup, found);
  return {
    remedy: {
      words: t(`${found.id}.sentence`, values),
      action: {
        words: t(`${found.id}.button`, values),
        onAct: () =>
          found.id === 'wait-for-device' ? setResting({ of: state.records, wanted, setup: next }) : run(next),
      },
    },
    rest: rest && {
      words: restWords('resting', { seconds: REST_MS / 1000 }),
      action: { words: restWords('stop'), onAct: () => setResting(null) },
    },
  };
}

/** Until the device has come to rest: which run it is about, and what the page was set to. */
interface Resting {
  readonly of: RunState['records'];
  readonly wanted: ExperimentSetup;
  readonly setup: RunSetup;
}

function valuesOf(remedy: Remedy, rate: (value: number) => string, count: (value: number) => string) {
  return {
    known: remedy.id === 'lower-rate' && remedy.perSecond !== null ? 'yes' : 'no',
    rate: remedy.id === 'lower-rate' ? rate(remedy.perSecond ?? 0) : '',
    factor: remedy.id === 'run-longer' ? count(remedy.factor) : '',
    how: remedy.id === 'run-to-end' ? remedy.how : '',
  };
}
