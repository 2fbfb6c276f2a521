import { useTranslations } from 'next-intl';
import type { LaneFigures } from '@/lib/measure/run-figures';
import { useFigures } from './format';
import { LaneHeading, Meaning, WideTable } from './table-card';

/** How each lane's latency and answers went from window to window, closed at first. */
export function StabilityTable({ lanes: of }: { lanes: readonly LaneFigures[] }) {
  const t = useTranslations('comparison.stability');
  const none = useTranslations('charts')('none');
  const figures = useFigures();
  const lanes = of.map(({ record, stability }) => ({ lane: record, ...stability }));
  const most = Math.max(0, ...lanes.map(({ windows }) => windows.length));
  const numbers = Array.from({ length: most }, (_, index) => index);
  const ratio = (value: number | null) => (value === null ? none : t('moved', { ratio: figures.rate(value) }));
  return (
    <Meaning title={t('title')} lazy>
      <p>{t('note')}</p>
      <WideTable label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('lane')}</th>
            {numbers.map((index) => (
              <th key={index} scope="col">
                {t('window', { number: index + 1 })}
              </th>
            ))}
            <th scope="col">{t('latencyRatio')}</th>
            <th scope="col">{t('throughputRatio')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ lane, windows, state, latencyRatio, throughputRatio }) => (
            <tr key={lane.id}>
              <th scope="row">
                <LaneHeading lane={lane} />
              </th>
              {numbers.map((index) => {
                const window = windows[index];
                return (
                  <td key={index}>
                    {window && window.answered > 0 && Number.isFinite(window.medianMs)
                      ? t('cell', {
                          median: figures.duration(window.medianMs),
                          answered: figures.count(window.answered),
                          arrived: figures.count(window.arrived),
                        })
                      : none}
                  </td>
                );
              })}
              <td>{ratio(latencyRatio)}</td>
              <td>{ratio(throughputRatio)}</td>
              <td>{t(`states.${state}`)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </Meaning>
  );
}
