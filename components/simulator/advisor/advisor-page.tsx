'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useAssumptions } from '@/components/charts/use-assumptions';
import { Button } from '@/components/kit/button';
import { LabWait } from '@/components/lab/lab-wait';
import { LinkProblems } from '@/components/shell/link-problems';
import { useShortcut } from '@/components/shell/shortcuts';
import { advise, type CostOf } from '@/lib/simulate/advice/advise';
import { ADVISED_LANES } from '@/lib/simulate/advice/candidates';
import type { Advice } from '@/lib/simulate/advice/option';
import { dayCost } from '@/lib/simulator-page/day-cost';
import type { MakePlan } from '@/lib/simulator-page/plan-run';
import { PlayBar } from '../play-bar';
import { REFERENCE } from '../reference';
import { TimesFrom } from '../times-from';
import { useCalibration } from '../use-calibration';
import { useInTurn } from '../use-in-turn';
import { usePlan } from '../use-plan';
import { NeedsSentence } from './needs-sentence';
import { OptionCard } from './option-card';
import { useNeeds } from './use-needs';

/** The advisor: what is needed, and how each lane meets it. */
export function AdvisorPage() {
  const t = useTranslations('simulatorAdvice');
  const { needs, problems, change, reset } = useNeeds();
  const { assumptions } = useAssumptions();
  const costOf = useCallback<CostOf>((...of) => dayCost(...of, assumptions), [assumptions]);
  const calibrating = useCalibration(needs.runId, REFERENCE);
  const { profile } = calibrating;
  const make = useMemo<MakePlan<Advice> | null>(
    () => profile && ((tell) => advise(needs, profile, costOf, tell)),
    [needs, profile, costOf],
  );
  const { state, cancel, again } = usePlan(make);
  const advice = useInTurn(state.shown, 1);
  const isNewest = advice !== null && advice.needs === needs;
  // What is over is over for these needs: until it is drawn, what is on the page is older.
  const phase = state.phase === 'over' && !(isNewest && advice === state.shown) ? 'playing' : state.phase;
  useShortcut('escape', cancel);
  return (
    <div className="pad-above-2" data-advisor data-phase={phase}>
      <LinkProblems problems={problems} />
      <NeedsSentence needs={needs} onChange={change} />
      <TimesFrom runId={needs.runId} onChange={change} calibrating={calibrating} reference={REFERENCE} />
      <PlayBar
        label={t('bar.label')}
        state={state}
        share={isNewest ? shareOf(advice) : 0}
        isRough={false}
        said={useSaid(phase, isNewest ? advice : null, state.runs)}
        cancel={cancel}
        again={again}
      >
        <Button look="plain" onClick={reset}>
          {t('bar.reset')}
        </Button>
      </PlayBar>
      <h2 className="visually-hidden">{t('heading')}</h2>
      {advice ? (
        <ol className="plain-list grid one-column gap-4">
          {advice.options.map((option, index) => (
            <OptionCard key={option.lane} option={option} needs={advice.needs} place={index + 1} />
          ))}
        </ol>
      ) : (
        <LabWait />
      )}
      <ul className="grid gap-1 above-5 measure soft tiny">
        {(['ranked', 'load', 'servers', 'cost', 'devices', 'lost', 'range'] as const).map((note) => (
          <li key={note}>{t(`notes.${note}`)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Of all that is played: one part a lane to weigh it up, one to find up to where it holds. */
function shareOf({ options, isWeighed }: Advice): number {
  const known = options.filter(({ sensitivity }) => sensitivity !== null).length;
  return (options.length + (isWeighed ? known : 0)) / (2 * ADVISED_LANES.length);
}

function useSaid(phase: string, advice: Advice | null, runs: number): string {
  const t = useTranslations('simulatorAdvice.bar');
  if (phase === 'cancelled') return t('cancelled');
  if (phase === 'over' && advice) {
    return t('over', { fits: advice.options.filter(({ state }) => state === 'fits').length, runs });
  }
  return t(advice?.isWeighed ? 'holding' : 'weighing');
}
