import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { BALANCINGS } from '@/lib/simulate/scenario/lanes-schema';
import type { Arrivals, Distribution, ServiceTimes } from '@/lib/simulate/scenario/scenario';
import { SCENE_FIELDS, type SceneFieldName, type SceneValue } from '@/lib/simulate/scenario/scene-fields';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A run at the same time each day. */
const NIGHTLY = /^(?<minute>\d+) (?<hour>\d+) \* \* \*$/;

/** The value of a field of a scene in words. Messages: `exerciseScenes`, `charts`. */
export function useSceneWords(): (name: SceneFieldName, value: SceneValue | undefined) => string {
  const t = useTranslations('exerciseScenes');
  const figures = useFigures();
  const time = (ms: number) => {
    if (ms >= 2 * HOUR_MS) return t('hours', { value: figures.rate(ms / HOUR_MS) });
    return ms >= MINUTE_MS ? t('minutes', { value: figures.rate(ms / MINUTE_MS) }) : figures.tick(ms);
  };
  const arrivals = (value: Arrivals) => {
    if (value.kind === 'ramp') {
      const { fromPerSecond, toPerSecond, overMs } = value;
      const words = { from: figures.rate(fromPerSecond), to: figures.rate(toPerSecond), over: time(overMs) };
      return t('arrivals.ramp', words);
    }
    return value.kind === 'poisson' || value.kind === 'constant'
      ? t(`arrivals.${value.kind}`, { rate: figures.rate(value.perSecond) })
      : value.kind;
  };
  const times = (value: Distribution | ServiceTimes) => {
    switch (value.kind) {
      case 'constant':
        return t('times.constant', { value: time(value.value) });
      case 'exponential':
        return t('times.exponential', { mean: time(value.mean) });
      case 'lognormal':
        return t('times.lognormal', { mean: time(value.mean), spread: time(value.mean * value.cv) });
      case 'linear':
        return t('times.linear', { perCall: time(value.perCall), perItem: time(value.perItem) });
      default:
        return value.kind;
    }
  };
  const cron = (value: string) => {
    const { hour, minute = '' } = NIGHTLY.exec(value)?.groups ?? {};
    return hour === undefined ? value : t('nightly', { time: `${hour}:${minute.padStart(2, '0')}` });
  };
  return (name, value) => {
    if (value === undefined || value === null) return t('none');
    if (typeof value === 'object')
      return 'perSecond' in value || 'toPerSecond' in value ? arrivals(value) : times(value as Distribution);
    if (typeof value === 'string')
      return SCENE_FIELDS[name] === 'cron' ? cron(value) : t(`balancing.${value as (typeof BALANCINGS)[number]}`);
    return numberWords(Number(value));

    function numberWords(amount: number): string {
      switch (SCENE_FIELDS[name]) {
        case 'time':
          return time(amount);
        case 'bytes':
          return figures.bytes(amount);
        case 'share':
          return figures.share(amount);
        case 'megabits':
          return t('megabits', { value: figures.rate(amount) });
        default:
          return figures.count(amount);
      }
    }
  };
}
