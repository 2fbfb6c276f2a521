import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { type ComparedFigure, TARGETS } from '@/lib/simulate/calibration/replay';

/** How far off a simulated figure is, and whether that is within the goal. */
export function useErrorWords() {
  const t = useTranslations('simulator.validation');
  const figures = useFigures();
  return (figure: ComparedFigure, error: number, isPoor: boolean): string => {
    const signed = `${error < 0 ? '−' : '+'}${figures.share(Math.abs(error))}`;
    if (isPoor) return t('poor', { error: signed });
    const target = figures.share(TARGETS[figure]);
    return t(Math.abs(error) <= TARGETS[figure] ? 'within' : 'beyond', { error: signed, target });
  };
}
