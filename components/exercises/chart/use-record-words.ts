import { useTranslations } from 'next-intl';
import type { TwinTable } from '@/components/charts/table-twin';
import { useAmounts } from '@/components/exercises/use-amounts';
import type { DrawnRecord } from '@/lib/exercises/drawing/records';

interface RecordWords {
  readonly twin: TwinTable;
  /** The measured figures in one sentence; empty where there are none. */
  readonly sentence: string;
}

/**
 * What a drawing shows as a table and as a sentence.
 * @param given the prediction in words @param asked what a measured figure without a name of its own is called @param never words for a crossing that there is not
 */
export function useRecordWords(
  records: readonly DrawnRecord[],
  given: string,
  asked: string,
  never: string,
): RecordWords {
  const t = useTranslations('predictionChart');
  const charts = useTranslations('charts');
  const amounts = useAmounts();
  const isOrder = records.some(({ place }) => place !== null);
  const nameOf = ({ what, name, at }: DrawnRecord) => {
    const where = at ? amounts.measured(at, at.value) : '';
    if (what === 'trial') return t('table.trial', { at: where });
    if (what === 'curve') return t('table.curve', { name: name ?? '', at: where });
    return what === 'measured' ? (name ?? asked) : t(`table.${what}`);
  };
  const amountOf = (record: DrawnRecord) => {
    if (record.what === 'prediction') return given;
    if (record.value !== null) return amounts.measured(record, record.value);
    if (record.what === 'trial') return t('tooFew');
    return record.what === 'crossing' ? never : t('missing');
  };
  const intervalOf = (record: DrawnRecord) => {
    const { low, high } = record;
    if (low === null || high === null || low === high) return charts('none');
    return t('range', { low: amounts.measured(record, low), high: amounts.measured(record, high) });
  };
  const hasPrediction = records.some(({ what }) => what === 'prediction');
  return {
    twin: {
      head: [t('table.what'), t('table.value'), t('interval'), ...(isOrder ? [t('table.place')] : [])],
      rows: [
        ...(hasPrediction
          ? []
          : [[t('table.prediction'), given, charts('none'), ...(isOrder ? [charts('none')] : [])]]),
        ...records.map((record) => [
          nameOf(record),
          amountOf(record),
          intervalOf(record),
          ...(isOrder ? [record.place === null ? charts('none') : String(record.place)] : []),
        ]),
      ],
    },
    sentence: records
      .filter(({ what, value }) => (what !== 'prediction' && what !== 'curve' && value !== null) || what === 'crossing')
      .map((record) => t('summary.row', { name: nameOf(record), value: amountOf(record) }))
      .join(t('summary.separator')),
  };
}
