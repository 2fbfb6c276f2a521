import { useTranslations } from 'next-intl';
import { memo, useId } from 'react';
import { Button } from '@/components/kit/button';
import { PERCENTILE_IDS } from '@/lib/measure/percentile';
import { resultsTable, toCsv } from '@/lib/measure/series';
import type { LaneSummary } from '@/lib/measure/summary';
import { download } from './chart-export';
import { useFigures } from './format';
import { usePercentileWords } from './percentile-words';
import { useRateWords } from './rate-words';
import { useResourceWords } from './resource-words';
import { LaneHeading, Meaning, TableCard, WideTable } from './table-card';
import classes from './table-card.module.css';

const OTHERS = [
  'itemsPerSecond',
  'itemsPerComputeSecond',
  'ageMean',
  'ageWorst',
  'cpu',
  'memory',
  'bytes',
  'right',
] as const;
const COLUMNS = [...PERCENTILE_IDS, ...OTHERS];

interface ResultsTableProps {
  readonly summaries: readonly LaneSummary[];
}

/** All figures, one row a lane. */
export const ResultsTable = memo(function ResultsTable({ summaries }: ResultsTableProps) {
  const t = useTranslations('charts.results');
  const charts = useTranslations('charts');
  const figures = useFigures();
  const percentile = usePercentileWords();
  const rate = useRateWords();
  const resource = useResourceWords();
  const id = useId();
  const orNone = (value: number | null | undefined, inWords: (value: number) => string) =>
    value === null || value === undefined ? charts('none') : inWords(value);

  const cells = (summary: LaneSummary): Readonly<Record<(typeof OTHERS)[number], string>> => {
    const { resources, accuracy, freshness } = summary;
    const total = orNone(resources?.bytesTotal, figures.bytes);
    const once = resources?.bytesOnce ?? 0;
    const known = (measure: 'cpu' | 'memory') => {
      const { value, text } = resource(measure, summary);
      return value === null ? charts('none') : text;
    };
    return {
      itemsPerSecond: orNone(summary.itemsPerSecond, figures.rate),
      itemsPerComputeSecond: orNone(summary.itemsPerComputeSecond, figures.rate),
      ageMean: orNone(freshness?.meanMs, figures.duration),
      ageWorst: orNone(freshness?.worstMs, figures.duration),
      cpu: known('cpu'),
      memory: known('memory'),
      bytes: once > 0 ? t('once', { bytes: total, once: figures.bytes(once) }) : total,
      right: orNone(accuracy?.value, figures.accuracy),
    };
  };
  const explained = (column: (typeof OTHERS)[number], summary: LaneSummary) => {
    if (column === 'itemsPerSecond') return rate(summary.itemsPerSecond, summary.throughputInterval);
    if (column === 'itemsPerComputeSecond') return rate(summary.itemsPerComputeSecond, summary.computeRateInterval);
    return undefined;
  };

  return (
    <TableCard
      name="results"
      title={t('title')}
      tools={
        <Button
          look="dotted"
          className="pad-x-2"
          onClick={() =>
            download(new Blob([toCsv(resultsTable(summaries))], { type: 'text/csv' }), 'trilane-results.csv')
          }
        >
          {t('csv')}
        </Button>
      }
    >
      <WideTable label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{charts('lane')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" title={t(`explain.${column}`)} aria-describedby={`${id}-${column}`}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summaries.map((summary) => {
            const others = cells(summary);
            return (
              <tr key={summary.id}>
                <th scope="row">
                  <LaneHeading lane={summary} />
                </th>
                {PERCENTILE_IDS.map((p) => (
                  <td
                    key={p}
                    data-locked={summary.latency[p].state === 'locked'}
                    title={percentile.explained(summary.latency[p])}
                  >
                    {percentile.ofLane(summary, p)}
                  </td>
                ))}
                {OTHERS.map((column) => (
                  <td key={column} title={explained(column, summary)}>
                    {others[column]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </WideTable>
      <Meaning title={t('meaning')}>
        <dl className={`${classes.meanings} grid gap-y-3 gap-x-7 pad-below-3`}>
          {COLUMNS.map((column) => (
            <div key={column}>
              <dt className="ink bold">{t(`columns.${column}`)}</dt>
              <dd id={`${id}-${column}`}>{t(`explain.${column}`)}</dd>
            </div>
          ))}
        </dl>
      </Meaning>
    </TableCard>
  );
});
