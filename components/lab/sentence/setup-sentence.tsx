'use client';

import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import { useSetupWords } from '@/components/words/use-setup-words';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { ModeId } from '@/lib/modes';
import { DeviceRateNote } from '../device-rate-note';
import type { DeviceRate } from '../use-device-rate';
import { ArrivalsField } from './arrivals-field';
import { LanePart } from './lane-part';
import { LimitField } from './limit-field';
import { ModelField } from './model-field';
import { OrderField } from './order-field';
import { Part } from './part';
import { SamplesField } from './samples-field';
import { SweepField, SweepLaneField } from './sweep-fields';

interface SetupSentenceProps {
  readonly setup: ExperimentSetup;
  readonly disabled: boolean;
  /** What is known of the rate this device can keep, to be said where a rate plays a part. */
  readonly device?: DeviceRate;
  onChange(setup: ExperimentSetup): void;
}

/** The control panel of the lab: a sentence that says exactly what will happen, each part of it a control. */
export function SetupSentence({ setup, disabled, device, onChange }: SetupSentenceProps) {
  const t = useTranslations('sentence');
  const modes = useTranslations('modes');
  const words = useSetupWords(setup);
  // A part stands only in the texts of the studies in which its fields count.
  const lane = (modeId: ModeId) => () =>
    setup.study !== 'sweep' && <LanePart modeId={modeId} setup={setup} disabled={disabled} onChange={onChange} />;
  return (
    <section className="sentence" aria-label={t('label')}>
      <p>
        {t.rich(`texts.${setup.study}`, {
          model: () => (
            <Part what="model" title={t('model.title')} value={words.model} disabled={disabled}>
              <ModelField setup={setup} onChange={onChange} />
            </Part>
          ),
          samples: () => (
            <Part what="samples" title={t('samples.title')} value={words.samples} disabled={disabled}>
              {(setup.study === 'same-workload' || setup.study === 'capacity') && (
                <SamplesField setup={setup} onChange={onChange} />
              )}
            </Part>
          ),
          arrivals: () => (
            <Part what="arrivals" title={t('arrivals.title')} value={words.arrivals} disabled={disabled}>
              {setup.study === 'same-workload' && <ArrivalsField setup={setup} onChange={onChange} />}
            </Part>
          ),
          batch: lane('batch'),
          online: lane('online'),
          edge: lane('edge'),
          order: () => (
            <Part what="order" title={t('order.title')} value={words.order} disabled={disabled}>
              {(setup.study === 'same-workload' || setup.study === 'cold-start') && (
                <OrderField setup={setup} onChange={onChange} />
              )}
            </Part>
          ),
          limit: () => (
            <Part what="limit" title={t('limit.title')} value={words.limit} disabled={disabled}>
              {setup.study === 'capacity' && <LimitField setup={setup} onChange={onChange} />}
            </Part>
          ),
          sweep: () => (
            <Part what="sweep" title={t('sweep.title')} value={words.sweep} disabled={disabled}>
              {setup.study === 'sweep' && <SweepField setup={setup} onChange={onChange} />}
            </Part>
          ),
          sweepLane: () => (
            <Part
              what="sweepLane"
              title={t('sweepLane.title')}
              value={modes(`${words.sweepLane}.name`)}
              disabled={disabled}
              before={<LaneMark lane={words.sweepLane} size={14} />}
            >
              {setup.study === 'sweep' && <SweepLaneField setup={setup} onChange={onChange} />}
            </Part>
          ),
        })}
      </p>
      {device && setup.study === 'same-workload' && <DeviceRateNote device={device} perSecond={setup.perSecond} />}
    </section>
  );
}
