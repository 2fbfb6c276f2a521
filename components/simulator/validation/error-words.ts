import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { type ComparedFigure, TARGETS } from '@/lib/simulate/calibration/replay';

/** How far off a simulated figure is, and whether that is within the goal. */
export function useErrorWords() {
  const t = useTranslations('simulator.validation');
  const figures = useFigures();
  return (figure: ComparedFigure, error: number, isPoor: boolean, isValid = true): string => {
    const size = figures.share(Math.abs(error));
    const sign = size === figures.share(0) ? '' : error < 0 ? '−' : '+';
    const signed = `${sign}${size}`;
    if (!isValid) return t('notGraded', { error: signed });
    if (isPoor) return t('poor', { error: signed });
    const target = figures.share(TARGETS[figure]);
    return t(Math.abs(error) <= TARGETS[figure] ? 'within' : 'beyond', { error: signed, target });
  };
}
