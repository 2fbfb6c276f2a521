import { useTranslations } from 'next-intl';
import { WideTable } from '@/components/charts/table-card';
import {
  COMPARED,
  type ComparedFigure,
  errorsOf,
  isPoor,
  type SimulatedTotals,
} from '@/lib/simulate/calibration/replay';
import { useSimFigures } from '../use-sim-words';
import { useErrorWords } from './error-words';
import type { Predictions } from './use-predictions';

/** What a figure of a lane is written as. */
export function useFigureWords() {
  const figures = useSimFigures();
  return (id: ComparedFigure, value: number) => (id === 'perSecond' ? figures.rate(value) : figures.time(value));
}

/** The middle of all replications of a figure, with the lowest and the highest (SPEC 5.3). */
export function useRangeWords() {
  const t = useTranslations('simulator.validation');
  const inWords = useFigureWords();
  return (id: ComparedFigure, { value, low, high }: SimulatedTotals[ComparedFigure]) =>
    t('range', { value: inWords(id, value), low: inWords(id, low), high: inWords(id, high) });
}

/** The calibrated run's own arrivals: what it measured, and what the simulation makes of them. */
export function OwnTable({ own: { measured, simulated } }: { readonly own: NonNullable<Predictions['own']> }) {
  const t = useTranslations('simulator.validation');
  const none = useTranslations('charts')('none');
  const inWords = useFigureWords();
  const rangeWords = useRangeWords();
  const errorWords = useErrorWords();
  const errors = simulated && errorsOf(simulated, measured);
  return (
    <WideTable label={t('own.title')}>
      <thead>
        <tr>
          <th scope="col">{t('own.figure')}</th>
          <th scope="col">{t('measured')}</th>
          <th scope="col">{t('simulated')}</th>
          <th scope="col">{t('own.error')}</th>
        </tr>
      </thead>
      <tbody>
        {COMPARED.map((id) => {
          const range = simulated?.[id];
          return (
            <tr key={id} data-figure={id}>
              <th scope="row">{t(`figures.${id}`)}</th>
              <td>{inWords(id, measured[id])}</td>
              <td>{range ? rangeWords(id, range) : none}</td>
              <td>{errors && simulated ? errorWords(id, errors[id], isPoor(simulated)) : none}</td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
