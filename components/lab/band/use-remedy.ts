'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/charts/use-words';
import type { RateProposal } from '@/lib/experiment/device-rate';
import { canRemedy, remediedSetup } from '@/lib/experiment/remedied-setup';
import type { ExperimentSetup, RunSetup } from '@/lib/experiment/setup';
import type { RunState } from '@/lib/lab/run-state';
import { adviceOfRun, atMostProposed } from '@/lib/measure/remedy';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { ValidityReason } from '@/lib/measure/validity';
import type { BandAction } from './band';

/** How long a busy device is left alone before the next run. */
const REST_MS = 20_000;

export interface RemedyControl {
  /** What to do about a run that is not valid, the reason it helps against, and the button that does it; `null` of any other run. */
  readonly remedy: { readonly reason: ValidityReason; readonly words: string; readonly action: BandAction } | null;
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
  const restWords = useTranslations('findings.validity.rest');
  const inWords = useWords();
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
  const told = figures && setup ? adviceOfRun(figures.validity, figures.passes) : null;
  // What is proposed is for the model that the page is set to.
  const proposed = wanted.modelId === setup?.modelId ? proposal?.perSecond : null;
  const found = told && atMostProposed(told.remedy, proposed ?? null);
  if (!found || !setup || !canRemedy(setup, found)) return { remedy: null, rest: null };
  const words = inWords.action(found);
  const next = remediedSetup(setup, found);
  return {
    remedy: {
      reason: told.reason,
      words: words.sentence,
      action: {
        words: words.button,
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
