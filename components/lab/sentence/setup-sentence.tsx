'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { ModeId } from '@/lib/modes';
import { ArrivalsField } from './arrivals-field';
import { LanePart } from './lane-part';
import { LimitField } from './limit-field';
import { ModelField } from './model-field';
import { OrderField } from './order-field';
import { Part } from './part';
import { SamplesField } from './samples-field';
import styles from './sentence.module.css';
import { SweepField, SweepLaneField } from './sweep-fields';
import { useSetupWords } from './use-setup-words';

interface SetupSentenceProps {
  readonly setup: ExperimentSetup;
  readonly disabled: boolean;
  onChange(setup: ExperimentSetup): void;
}

/** The control panel of the lab: a sentence that says exactly what will happen, each part of it a control. */
export function SetupSentence({ setup, disabled, onChange }: SetupSentenceProps) {
  const t = useTranslations('sentence');
  const modes = useTranslations('modes');
  const words = useSetupWords(setup);
  const { tick } = useFigures();
  const field = { setup, onChange };
  const lane = (modeId: ModeId) => () => <LanePart modeId={modeId} disabled={disabled} {...field} />;
  return (
    <section className={styles.sentence} aria-label={t('label')}>
      <p>
        {t.rich(`texts.${setup.study}`, {
          model: () => (
            <Part what="model" title={t('model.title')} value={words.model} disabled={disabled}>
              <ModelField {...field} />
            </Part>
          ),
          samples: () => (
            <Part what="samples" title={t('samples.title')} value={words.samples} disabled={disabled}>
              <SamplesField {...field} />
            </Part>
          ),
          arrivals: () => (
            <Part what="arrivals" title={t('arrivals.title')} value={words.arrivals} disabled={disabled}>
              <ArrivalsField {...field} />
            </Part>
          ),
          batch: lane('batch'),
          online: lane('online'),
          edge: lane('edge'),
          order: () => (
            <Part what="order" title={t('order.title')} value={words.order} disabled={disabled}>
              <OrderField {...field} />
            </Part>
          ),
          limit: () => (
            <Part what="limit" title={t('limit.title')} value={tick(setup.limitMs)} disabled={disabled}>
              <LimitField {...field} />
            </Part>
          ),
          sweep: () => (
            <Part what="sweep" title={t('sweep.title')} value={t(`value.sweep.${setup.sweep}`)} disabled={disabled}>
              <SweepField {...field} />
            </Part>
          ),
          sweepLane: () => (
            <Part
              what="sweepLane"
              title={t('sweepLane.title')}
              value={modes(`${setup.sweepLane}.name`)}
              disabled={disabled}
              before={<LaneMark lane={setup.sweepLane} size={14} />}
              className={styles.lanePart}
            >
              <SweepLaneField {...field} />
            </Part>
          ),
        })}
      </p>
    </section>
  );
}
