import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { type Figures, useFigures } from '@/components/charts/format';
import type { ModeId } from '@/lib/modes';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import type { Source } from '@/lib/simulate/setup/profile';
import type { StoryUnit } from '@/lib/simulate/stories/figures';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a lane is drawn: a hybrid as the lane that it begins with. */
export const SIM_LANE_MODE: Readonly<Record<SimLaneId, ModeId>> = {
  batch: 'batch',
  online: 'online',
  edge: 'edge',
  edgeThenOnline: 'edge',
  cacheThenOnline: 'batch',
  cascade: 'online',
};

export const isHybrid = (id: SimLaneId) => id === 'edgeThenOnline' || id === 'cacheThenOnline' || id === 'cascade';

/** A simulated lane by name. Messages: `modes`, `simulator`. */
export function useSimLaneName(): (id: SimLaneId) => string {
  const modes = useTranslations('modes');
  const t = useTranslations('simulator.lanes');
  return useCallback(
    (id) => (id === 'batch' || id === 'online' || id === 'edge' ? modes(`${id}.name`) : t(id)),
    [modes, t],
  );
}

interface SimFigures extends Figures {
  time(ms: number): string;
  amount(value: number): string;
  /** How long a queue is on the mean: that it is next to nothing is all there is to say of a length below a hundredth. */
  level(value: number): string;
}

const LEAST_LEVEL = 0.01;

/** Figures as words; a simulation may take days. */
export function useSimFigures(): SimFigures {
  const figures = useFigures();
  const t = useTranslations('simulator.units');
  const format = useFormatter();
  return useMemo(() => {
    const digits = (value: number) => format.number(value, { maximumSignificantDigits: 3 });
    return {
      ...figures,
      time(ms) {
        if (ms >= 2 * DAY_MS) return t('days', { value: digits(ms / DAY_MS) });
        if (ms >= HOUR_MS) return t('hours', { value: digits(ms / HOUR_MS) });
        if (ms >= MINUTE_MS) return t('minutes', { value: digits(ms / MINUTE_MS) });
        return ms >= SECOND_MS ? t('seconds', { value: digits(ms / SECOND_MS) }) : figures.duration(ms);
      },
      amount: digits,
      level: (value) => (value > 0 && value < LEAST_LEVEL ? t('below', { value: digits(LEAST_LEVEL) }) : digits(value)),
    };
  }, [figures, format, t]);
}

/** What stories and exercises speak of, in words. */
export function useStoryUnits(): Readonly<Record<StoryUnit, (value: number) => string>> {
  const figures = useSimFigures();
  return {
    duration: figures.time,
    share: figures.share,
    count: figures.amount,
    bytes: figures.bytes,
    'server-seconds': (seconds) => figures.time(seconds * SECOND_MS),
    ratio: figures.ratio,
  };
}

/** Where a parameter comes from, in words. */
export function useSourceWords(): (source: Source) => string {
  const t = useTranslations('simulator.times.source');
  return (source) => (source.kind === 'assumed' ? t('assumed') : t(source.kind, { ...source }));
}
