'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { ModeId } from '@/lib/modes';
import { ArrivalsField } from './arrivals-field';
import { LaneField } from './lane-field';
import { ModelField } from './model-field';
import { OrderField } from './order-field';
import { Part } from './part';
import { SamplesField } from './samples-field';
import styles from './sentence.module.css';
import { useModelWords } from './use-model-words';

interface SetupSentenceProps {
  readonly setup: ExperimentSetup;
  readonly disabled: boolean;
  onChange(setup: ExperimentSetup): void;
}

/** The control panel of the lab: a sentence that says exactly what will happen, each part of it a control. */
export function SetupSentence({ setup, disabled, onChange }: SetupSentenceProps) {
  const t = useTranslations('sentence');
  const format = useFormatter();
  const words = useModelWords();
  const field = { setup, onChange };
  const lane = (modeId: ModeId) => () => <LanePart modeId={modeId} disabled={disabled} {...field} />;
  return (
    <section className={styles.sentence} aria-label={t('label')}>
      <p>
        {t.rich('text', {
          model: () => (
            <Part
              what="model"
              title={t('model.title')}
              value={t('value.model', { model: words.model(setup.modelId), version: words.version(setup.versionId) })}
              disabled={disabled}
            >
              <ModelField {...field} />
            </Part>
          ),
          samples: () => (
            <Part
              what="samples"
              title={t('samples.title')}
              value={t('value.samples', { count: setup.count })}
              disabled={disabled}
            >
              <SamplesField {...field} />
            </Part>
          ),
          arrivals: () => (
            <Part
              what="arrivals"
              title={t('arrivals.title')}
              value={t(`value.${setup.pattern}`, { rate: format.number(setup.perSecond) })}
              disabled={disabled}
            >
              <ArrivalsField {...field} />
            </Part>
          ),
          batch: lane('batch'),
          online: lane('online'),
          edge: lane('edge'),
          order: () => (
            <Part what="order" title={t('order.title')} value={t(`value.${setup.order}`)} disabled={disabled}>
              <OrderField {...field} />
            </Part>
          ),
        })}
      </p>
    </section>
  );
}

interface LanePartProps extends SetupSentenceProps {
  readonly modeId: ModeId;
}

function LanePart({ modeId, setup, disabled, onChange }: LanePartProps) {
  const t = useTranslations('sentence');
  const modes = useTranslations('modes');
  const words = useModelWords();
  const { tick } = useFigures();
  const isOn = setup.lanes.includes(modeId);
  const own = setup.laneVersions[modeId];
  const plain = t(`value.${modeId}`, { interval: tick(setup.intervalMs) });
  const named = own === undefined ? plain : t('value.variant', { lane: plain, version: words.version(own) });
  return (
    <span
      className={isOn ? styles.lane : styles.off}
      style={isOn ? { color: LANE_STYLE[modeId].textColour } : undefined}
    >
      <Part
        what={modeId}
        title={t('lane.title', { lane: modes(`${modeId}.name`) })}
        value={isOn ? named : t(`value.off.${modeId}`)}
        disabled={disabled}
        before={<LaneMark lane={modeId} size={14} />}
        className={styles.lanePart}
      >
        <LaneField modeId={modeId} setup={setup} onChange={onChange} />
      </Part>
    </span>
  );
}
