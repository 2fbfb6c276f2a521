'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Button } from '@/components/kit/button';
import { LabWait } from '@/components/lab/lab-wait';
import { LinkProblems } from '@/components/shell/link-problems';
import { useShortcut } from '@/components/shell/shortcuts';
import { needsOf } from '@/lib/simulate/advice/needs-address';
import { needsHref } from './advisor/use-needs';
import { BreakEven } from './break-even/break-even';
import { Breaks } from './breaks';
import { Compare } from './compare';
import { FiguresTable } from './figures-table';
import { LoadNote, MoreFields } from './more-fields';
import { PlayBar } from './play-bar';
import { REFERENCE } from './reference';
import { ScenarioSentence } from './scenario-sentence';
import { SimCharts } from './sim-charts';
import { TimesFrom } from './times-from';
import { useCalibration } from './use-calibration';
import { useInTurn } from './use-in-turn';
import { useKept } from './use-kept';
import { useSimSetup } from './use-sim-setup';
import { type SimulationControl, useSimulation } from './use-simulation';
import { ValidationPart } from './validation-part';
import { Watch } from './watch';
import { WriteTimes } from './write-times';

/** The simulator: the sentence that says what is simulated, what came of it, and all that it shows. */
export function SimulatorPage() {
  const t = useTranslations('simulator');
  const { setup, kept: keptSetup, problems, change, keep, reset } = useSimSetup();
  const calibrating = useCalibration(setup.runId, REFERENCE);
  const profile = calibrating.profile ?? REFERENCE;
  const simulation = useSimulation(setup, calibrating.profile);
  const { outcome, state, cancel } = simulation;
  const kept = useKept(setup, keptSetup);
  const sides = useMemo(() => (outcome ? [{ outcome, name: outcome.setup.modelId }] : []), [outcome]);
  const broken = useInTurn(outcome, 1);
  const said = useSaid(simulation);
  useShortcut('escape', cancel);
  return (
    <div className="pad-above-2" data-simulator data-phase={state.phase} data-rough={outcome?.isRough ?? true}>
      <LinkProblems problems={kept.error ? [...problems, kept.error] : problems} />
      <ScenarioSentence setup={setup} onChange={change} />
      <TimesFrom runId={setup.runId} onChange={change} calibrating={calibrating} reference={REFERENCE}>
        {(own) => <WriteTimes setup={setup} onChange={change} profile={own} />}
      </TimesFrom>
      <LoadNote setup={setup} profile={profile} />
      <MoreFields setup={setup} profile={profile} onChange={change} />
      <PlayBar
        label={t('bar.label')}
        state={state}
        share={state.share}
        isRough={outcome?.isRough ?? false}
        said={said}
        cancel={cancel}
        again={simulation.again}
      >
        {outcome && !outcome.isRough && !kept.isOwn && (
          <Button
            onClick={() => {
              kept.note(outcome);
              keep(outcome.setup);
            }}
          >
            {t('compare.keep')}
          </Button>
        )}
        <Button look="plain" onClick={reset}>
          {t('bar.reset')}
        </Button>
        <Link href={needsHref(needsOf(setup))} className="inline-row target small" prefetch={false}>
          {t('bar.advisor')}
        </Link>
      </PlayBar>
      {outcome ? (
        <>
          <h2 className="visually-hidden">{t('results.heading')}</h2>
          <div className="grid one-column gap-4">
            {kept.outcome && <Compare kept={kept.outcome} outcome={outcome} onDrop={() => keep(null)} />}
            {broken && <Breaks outcome={broken} profile={profile} />}
            <FiguresTable outcome={outcome} setup={outcome.setup} />
            <Watch outcome={outcome} />
          </div>
          <SimCharts sides={sides} />
          <BreakEven setup={outcome.setup} profile={profile} />
          <ValidationPart calibration={calibrating.calibration} />
        </>
      ) : (
        <LabWait />
      )}
    </div>
  );
}

/** Where the simulation stands. */
function useSaid({ state: { phase }, outcome }: SimulationControl): string {
  const t = useTranslations('simulator.bar');
  if (phase === 'cancelled') return t('cancelled');
  if (!outcome) return t('playing');
  const { requests } = outcome.scenario;
  if (outcome.isRough) return t('rough', { requests });
  return phase === 'over' ? t('over', { requests, events: outcome.events }) : t('playing');
}
