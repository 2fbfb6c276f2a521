'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { NumberField } from '@/components/kit/number-field';
import { SIM_FIELDS } from '@/lib/simulate/setup/fields';
import { FLEETS } from '@/lib/simulate/setup/fleets';
import { loadOf } from '@/lib/simulate/setup/load';
import { parametersOf } from '@/lib/simulate/setup/parameters';
import type { ServiceProfile } from '@/lib/simulate/setup/profile';
import { devicesPlayed, modelThereShare } from '@/lib/simulate/setup/scenario-of';
import { SimChoice, type SimFieldProps, SimNumber, useFieldWords } from './sim-fields';
import { useSimFigures, useSourceWords } from './use-sim-words';

interface MoreFieldsProps extends SimFieldProps {
  readonly profile: ServiceProfile;
}

/** How the rate follows from the users, and what of it is played. */
export function LoadNote({ setup, profile }: Omit<MoreFieldsProps, 'onChange'>) {
  const t = useTranslations('simulator.load');
  const figures = useSimFigures();
  const load = loadOf(setup);
  const { played, requests, requestsPerDay, meanPerSecond, peakPerSecond } = load;
  const top = figures.rate(peakPerSecond);
  const day = figures.count(requestsPerDay);
  const devices = devicesPlayed(setup);
  const there = modelThereShare(setup, load);
  const hasFleet = setup.edge !== 'off';
  const isSpotty = setup.edge !== 'off' && FLEETS[setup.edge].some(({ offline }) => offline !== null);
  const isRemote = setup.online === 'on' || setup.hybrids.length > 0;
  const hasDevices = hasFleet || setup.hybrids.includes('edgeThenOnline');
  const values = Object.fromEntries(parametersOf(setup, profile).map(({ id, value }) => [id, value]));
  const { callMs = 0, itemMs = 0, jobStartMs = 0 } = values;
  const dayMs = jobStartMs + (requestsPerDay * (callMs / setup.batchSize + itemMs)) / setup.batchWorkers;
  return (
    <div className="grid gap-1 above-2 measure soft small">
      <p>
        {t.rich('mean', {
          users: figures.count(setup.users),
          asks: figures.amount(setup.requestsPerDay),
          mean: figures.rate(meanPerSecond),
          peak: figures.amount(setup.peakFactor),
          top,
          b: (words) => <b className="ink">{words}</b>,
        })}
      </p>
      <p>{t(played, { requests, time: figures.time(load.seconds * 1000), day, most: setup.requests, top })}</p>
      {played !== 'days' && setup.batch === 'nightly' && (
        <p>{t('job', { day, workers: setup.batchWorkers, time: figures.time(dayMs) })}</p>
      )}
      {hasDevices && setup.download === 'on' && there > 0 && (
        <p>{t('modelThere', { share: figures.accuracy(there), asks: figures.amount(setup.requestsPerDay) })}</p>
      )}
      {setup.signal === 'fleet' && isRemote && (
        <p>{t(!hasFleet ? 'signal.none' : isSpotty ? 'signal.spotty' : 'signal.always')}</p>
      )}
      {hasDevices && devices < setup.users && <p>{t('devices', { devices })}</p>}
    </div>
  );
}

/** What the sentence does not say: network, service times with where each comes from, how much is played. */
export function MoreFields({ setup, profile, onChange }: MoreFieldsProps) {
  const t = useTranslations('simulator');
  const networks = useTranslations('emulation.networks');
  const words = useFieldWords();
  const source = useSourceWords();
  const [made, setMade] = useState(false);
  const fields = { setup, onChange };
  return (
    <details className="above-3 small" onToggle={() => setMade(true)}>
      <summary className="semibold">{t('more.title')}</summary>
      {made && (
        <div className="grid halves gap-x-8 gap-6 pad-y-3">
          <div className="grid gap-4 from-top">
            <SimChoice
              {...fields}
              id="network"
              wordsOf={(id) => ({
                name: networks(`${id}.name`),
                about:
                  id === 'loopback' ? t('more.noNetwork') : `${networks(`${id}.about`)} ${networks(`${id}.source`)}`,
              })}
            />
            <SimChoice
              {...fields}
              id="signal"
              wordsOf={(id) => ({ name: t(`choices.signal.${id}.name`), about: t(`choices.signal.${id}.about`) })}
            />
            <SimNumber {...fields} id="requests" />
            <SimNumber {...fields} id="seed" />
          </div>
          <div className="grid gap-4 from-top">
            <h3 className="lead bold">{t('times.title')}</h3>
            <p className="soft">{t('times.note')}</p>
            {parametersOf(setup, profile).map(({ id, value, source: from }) => {
              const { label, description } = words(id);
              const { limits } = SIM_FIELDS[id];
              return (
                <div key={id} className="grid gap-1">
                  <NumberField
                    label={label}
                    description={[source(from), description].filter((text) => text !== undefined).join('. ')}
                    value={Number(value.toPrecision(4))}
                    min={limits.min}
                    max={limits.max}
                    onChange={(entered) => onChange({ [id]: entered })}
                  />
                  {setup[id] !== null && (
                    <Button look="dotted" className="self-start" onClick={() => onChange({ [id]: null })}>
                      {t('asMeasured', { field: label })}
                    </Button>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      )}
    </details>
  );
}
