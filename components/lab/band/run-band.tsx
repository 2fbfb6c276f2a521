'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useRulerRows } from '@/components/ruler/use-ruler-rows';
import type { RunState } from '@/lib/lab/run-state';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { ModeId } from '@/lib/modes';
import type { Answer } from './answers';
import { Band, type BandSaying } from './band';
import { useAnswers } from './use-answers';
import { useFocusWhenOver } from './use-focus-when-over';
import type { RemedyControl } from './use-remedy';
import { type ChangedSince, useSaying } from './use-saying';

interface RunBandProps {
  readonly state: RunState;
  /** `null` until a run is over, and until they are computed. */
  readonly figures: RunFigures | null;
  /** The run is over and has no figures that could be told. */
  readonly empty: boolean;
  /** The lanes that the next run will have: shown while there is no run. */
  readonly lanes: readonly ModeId[];
  readonly remedy: RemedyControl;
  /** The page is set to something else than what was run. */
  readonly changed: ChangedSince | null;
  /** Shows all reasons why the run is not valid. */
  onReasons(): void;
  readonly children?: ReactNode;
}

const NO_ANSWERS: readonly Answer[] = [];

/** The band of a run: what is being done while it runs, and its answer when it is over, read out once. */
export function RunBand({ state, figures, empty, lanes, remedy, changed, onReasons, children }: RunBandProps) {
  const saying = useSaying(state, figures, remedy, empty, changed);
  const answersOf = useAnswers();
  const rowsOf = useRulerRows();
  const spoken = useSpoken();
  const answers = figures ? answersOf(figures) : NO_ANSWERS;
  // A row a lane from the start: what comes in moves nothing.
  const coming = state.records.length > 0 ? state.records : lanes.map((modeId) => ({ id: modeId, modeId }));
  const rows = figures ? rowsOf.measured(figures.last.summaries) : rowsOf.awaited(coming);
  const { answer: heading, acted } = useFocusWhenOver<HTMLHeadingElement>(
    { phase: state.phase, isKept: state.origin.kind === 'history' },
    figures !== null,
  );
  return (
    <Band
      ref={heading}
      saying={saying}
      answers={answers}
      rows={rows}
      spoken={spoken(saying, answers)}
      onAct={acted}
      onReasons={onReasons}
    >
      {children}
    </Band>
  );
}

/** The verdict and the three answers in one go. */
function useSpoken() {
  const t = useTranslations('lab.band');
  const firsts = useTranslations('comparison.firsts');
  return (saying: BandSaying, answers: readonly Answer[]): string => {
    if (saying.kind === 'note') return saying.words;
    return [
      t('spoken.verdict', { verdict: saying.chip, words: saying.words }),
      ...answers.map(({ id, lane, none, figure }) =>
        t('spoken.answer', { what: firsts(`${id}.title`), lane: lane?.name ?? none, figure: figure || 'none' }),
      ),
    ].join(' ');
  };
}
