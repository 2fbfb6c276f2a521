import { useFormatter, useTranslations } from 'next-intl';
import { useEstimateWords } from '@/components/charts/estimate-words';
import type { BrokenNeed } from '@/lib/simulate/advice/judge';
import type { Needs } from '@/lib/simulate/advice/needs';
import type { Option } from '@/lib/simulate/advice/option';
import type { Sensitivity } from '@/lib/simulate/advice/sensitivity';
import { useSimFigures } from '../use-sim-words';

/** A need that is not met, with what it comes to. */
export function useBrokenWords() {
  const t = useTranslations('simulatorAdvice.broken');
  const figures = useSimFigures();
  const { money } = useEstimateWords();
  return ({ id, figure, limit }: BrokenNeed, { percentile, per, freshness }: Needs): string => {
    switch (id) {
      case 'privacy':
        return t(figure < 1 ? 'privacyPart' : 'privacy', { share: figures.share(figure) });
      case 'offline':
        return t('offline', { share: figures.share(figure) });
      case 'latency':
        return t('latency', { percentile, figure: figures.time(figure), limit: figures.time(limit) });
      case 'lost':
        return t('lost', { share: figures.share(figure), limit: figures.share(limit) });
      case 'busy':
        return t('busy', { share: figures.share(figure), limit: figures.share(limit) });
      case 'freshness':
        return Number.isFinite(figure)
          ? t(`freshness.${freshness}`, { age: figures.time(figure) })
          : t('freshness.never');
      case 'budget':
        return t(`budget.${per}`, { figure: money(figure), limit: money(limit) });
    }
  };
}

/** Up to where a lane holds, and what holds a little beyond. */
export function useSensitivityWords() {
  const t = useTranslations('simulatorAdvice.holds');
  const figures = useSimFigures();
  const format = useFormatter();
  return (sensitivity: Sensitivity, { run }: Option): string => {
    const { lever, holds, breaks, heldBy, triedAt } = sensitivity;
    const words = (value: number): string => {
      if (lever === 'load') return figures.rate(value);
      if (lever === 'device') return figures.time(value);
      return lever === 'interval' ? figures.time(value * 60_000) : figures.share(1 - value);
    };
    const servers = run?.setup.servers ?? 1;
    if (holds === null) return t(`${lever}.never`, { servers, breaks: words(breaks ?? 0) });
    if (breaks === null) return t(`${lever}.always`, { servers, holds: words(holds) });
    const until = t(`${lever}.until`, { servers, holds: words(holds), breaks: words(breaks) });
    if (triedAt === null) return until;
    const names = heldBy.map(({ id, setup }) => t(id, { servers: setup.servers, together: setup.batchMost }));
    const then =
      names.length === 0
        ? t('noRemedy', { at: words(triedAt) })
        : t('then', { at: words(triedAt), names: format.list(names, { type: 'disjunction' }) });
    return `${until} ${then}`;
  };
}
