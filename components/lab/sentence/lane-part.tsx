'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useConditionWords } from '@/components/charts/use-condition-words';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { useModelWords } from '@/components/words/use-model-words';
import { conditionsOf } from '@/lib/experiment/setup';
import type { ModeId } from '@/lib/modes';
import { LaneField, type LanesSetup } from './lane-field';
import { Part } from './part';

interface LanePartProps {
  readonly modeId: ModeId;
  readonly setup: LanesSetup;
  readonly disabled: boolean;
  onChange(setup: LanesSetup): void;
}

/** A lane in the sentence: its name in its colour, and whatever sets it apart from the lane as it is. */
export function LanePart({ modeId, setup, disabled, onChange }: LanePartProps) {
  const t = useTranslations('sentence');
  const modes = useTranslations('modes');
  const words = useModelWords();
  const conditionWords = useConditionWords();
  const { tick } = useFigures();
  const isOn = setup.lanes.includes(modeId);
  const own = setup.laneVersions[modeId];
  const lane =
    setup.study === 'same-workload'
      ? t(`value.${modeId}`, { interval: tick(setup.intervalMs) })
      : t(`value.bare.${modeId}`);
  // A stall is said with the arrivals: it holds for every lane.
  const conditions = conditionWords({ ...conditionsOf(setup, modeId), stall: null });
  const apart = [...(own === undefined ? [] : [words.version(own)]), ...conditions];
  const named = apart.length === 0 ? lane : t('value.conditions', { lane, conditions: apart.join(', ') });
  return (
    <span style={isOn ? { color: LANE_STYLE[modeId].textColour } : undefined}>
      <Part
        what={modeId}
        title={t('lane.title', { lane: modes(`${modeId}.name`) })}
        value={isOn ? named : t(`value.off.${modeId}`)}
        disabled={disabled}
        off={!isOn}
        before={<LaneMark lane={modeId} size={14} />}
      >
        <LaneField modeId={modeId} setup={setup} onChange={onChange} />
      </Part>
    </span>
  );
}
