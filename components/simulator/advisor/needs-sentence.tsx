'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SentencePart } from '@/components/kit/sentence-part';
import { useModelWords } from '@/components/words/use-model-words';
import type { Needs } from '@/lib/simulate/advice/needs';
import { ModelPart } from '../model-part';
import { BudgetPart, LoadNumber, NeedChoice, NeedNumber, type NeedProps } from './need-fields';

/** As it was entered. */
const USD = { style: 'currency', currency: 'USD', minimumFractionDigits: 0, maximumFractionDigits: 3 } as const;

type PartId = 'users' | 'load' | 'model' | 'limit' | 'devices' | 'connectivity' | 'privacy' | 'freshness' | 'budget';

/** What is needed as a sentence, each part of it a control. */
export function NeedsSentence(props: NeedProps) {
  const t = useTranslations('simulatorAdvice.sentence');
  const fields = useTranslations('simulatorAdvice.fields');
  const simulator = useTranslations('simulator');
  const networks = useTranslations('emulation.networks');
  const values = usePartValues(props.needs);
  const part = (what: PartId, children: ReactNode) => () => (
    <SentencePart
      name={t('change', { value: values[what], what: t(`what.${what}`) })}
      value={values[what]}
      title={t(`titles.${what}`)}
      close={simulator('sentence.close')}
      disabled={false}
    >
      {children}
    </SentencePart>
  );
  return (
    <section className="sentence" aria-label={t('label')}>
      <p>
        {t.rich('text', {
          model: part('model', <ModelPart setup={props.needs} onChange={props.onChange} />),
          users: part('users', <LoadNumber {...props} id="users" />),
          load: part(
            'load',
            <>
              <LoadNumber {...props} id="requestsPerDay" />
              <LoadNumber {...props} id="peakFactor" />
            </>,
          ),
          limit: part(
            'limit',
            <>
              <NeedChoice
                {...props}
                id="percentile"
                label={fields('percentile')}
                wordsOf={(value) => ({ name: fields(`percentiles.${value}`) })}
              />
              <NeedNumber {...props} id="limit" label={fields('limit')} />
              <NeedChoice
                {...props}
                id="unit"
                label={fields('unit')}
                wordsOf={(value) => ({ name: fields(`units.${value}`) })}
              />
            </>,
          ),
          devices: part(
            'devices',
            <NeedChoice
              {...props}
              id="devices"
              label={fields('devices')}
              wordsOf={(value) => ({
                name: simulator(`choices.edge.${value}.name`),
                about: simulator(`choices.edge.${value}.about`),
              })}
            />,
          ),
          connectivity: part(
            'connectivity',
            <>
              <NeedChoice
                {...props}
                id="connectivity"
                label={fields('connectivity')}
                wordsOf={(value) => ({
                  name: simulator(`choices.signal.${value}.name`),
                  about: simulator(`choices.signal.${value}.about`),
                })}
              />
              <NeedChoice
                {...props}
                id="network"
                label={fields('network')}
                wordsOf={(value) => ({ name: networks(`${value}.name`), about: networks(`${value}.about`) })}
              />
            </>,
          ),
          privacy: part(
            'privacy',
            <NeedChoice
              {...props}
              id="privacy"
              label={fields('privacy')}
              wordsOf={(value) => ({ name: fields(`privacies.${value}`) })}
            />,
          ),
          freshness: part(
            'freshness',
            <NeedChoice
              {...props}
              id="freshness"
              label={fields('freshness')}
              wordsOf={(value) => ({
                name: fields(`fresh.${value}.name`),
                about: fields(`fresh.${value}.about`),
              })}
            />,
          ),
          budget: part('budget', <BudgetPart {...props} />),
        })}
      </p>
    </section>
  );
}

/** What each part says. */
function usePartValues(needs: Needs): Readonly<Record<PartId, string>> {
  const t = useTranslations('simulatorAdvice.sentence');
  const simulator = useTranslations('simulator');
  const networks = useTranslations('emulation.networks');
  const models = useModelWords();
  const format = useFormatter();
  const { users, requestsPerDay: asks, peakFactor, limit, unit, percentile, budget, per } = needs;
  return {
    users: simulator('sentence.users', { users }),
    load: t('load', { asks, peak: peakFactor }),
    model: models.model(needs.modelId),
    limit: t('limit', { share: t(`shares.${percentile}`), limit, unit }),
    devices: simulator(`sentence.edge.${needs.devices}`),
    connectivity: t(`connectivity.${needs.connectivity}`, { network: networks(`${needs.network}.name`) }),
    privacy: t(`privacy.${needs.privacy}`),
    freshness: t(`freshness.${needs.freshness}`),
    budget: budget === null ? t('budget.none') : t(`budget.${per}`, { usd: format.number(budget, USD) }),
  };
}
