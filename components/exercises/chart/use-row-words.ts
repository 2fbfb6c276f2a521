import { useTranslations } from 'next-intl';
import type { ChartState } from '@/components/charts/chart-frame';
import { useAmounts } from '@/components/exercises/use-amounts';
import type { Row } from '@/lib/exercises/drawing/panel';
import type { RowWords } from './panel-layout';

/** What is written in a row. @param asked what a row without words of its own is called */
export function useRowWords(state: ChartState, asked: string): (row: Row) => RowWords {
  const t = useTranslations('predictionChart');
  const charts = useTranslations('charts.emulated');
  const amounts = useAmounts();
  return (row) => {
    const name = row.words === '' ? asked : row.words;
    const emulated = charts('badge');
    // Many names say so themselves.
    const isSaid = !row.emulated || name.toLocaleLowerCase().includes(emulated.toLocaleLowerCase());
    return {
      name: isSaid ? name : t('emulated', { name, emulated }),
      value: row.reading ? amounts.measured(row, row.reading.value) : t(state === 'done' ? 'missing' : 'pending'),
    };
  };
}
