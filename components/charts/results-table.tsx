import { useTranslations } from 'next-intl';
import { memo, useId } from 'react';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { PERCENTILE_IDS } from '@/lib/measure/percentile';
import { resultsTable, toCsv } from '@/lib/measure/series';
import type { LaneSummary } from '@/lib/measure/summary';
import { download } from './chart-export';
import { useFigures } from './format';
import { usePercentileWords } from './percentile-words';
import { rawCsv } from './raw-csv';
import { useResourceWords } from './resource-words';
import classes from './results-table.module.css';

const OTHERS = ['itemsPerSecond', 'itemsPerComputeSecond', 'cpu', 'memory', 'bytes', 'right'] as const;

interface ResultsTableProps {
  readonly summaries: readonly LaneSummary[];
  /** For the export of every measurement. */
  readonly records: () => readonly LaneRecord[];
}

/** All figures, one row a lane. */
export const ResultsTable = memo(function ResultsTable({ summaries, records }: ResultsTableProps) {
  const t = useTranslations('charts.results');
  const charts = useTranslations('charts');
  const modes = useTranslations('modes');
  const figures = useFigures();
  const percentile = usePercentileWords();
  const resource = useResourceWords();
  const id = useId();
  const orNone = (value: number | null, inWords: (value: number) => string) =>
    value === null ? charts('none') : inWords(value);

  const cells = (summary: LaneSummary): Readonly<Record<(typeof OTHERS)[number], string>> => {
    const { resources, accuracy } = summary;
    const total = orNone(resources?.bytesTotal ?? null, figures.bytes);
    const once = resources?.bytesOnce ?? 0;
    const known = (measure: 'cpu' | 'memory') => {
      const { value, text } = resource(measure, summary);
      return value === null ? charts('none') : text;
    };
    return {
      itemsPerSecond: orNone(summary.itemsPerSecond, figures.rate),
      itemsPerComputeSecond: orNone(summary.itemsPerComputeSecond, figures.rate),
      cpu: known('cpu'),
      memory: known('memory'),
      bytes: once > 0 ? t('once', { bytes: total, once: figures.bytes(once) }) : total,
      right: orNone(accuracy?.value ?? null, figures.accuracy),
    };
  };

  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <h3 id={`${id}-title`} className={classes.title}>
          {t('title')}
        </h3>
        <button
          type="button"
          onClick={() =>
            download(new Blob([toCsv(resultsTable(summaries))], { type: 'text/csv' }), 'trilane-results.csv')
          }
        >
          {t('csv')}
        </button>
        <button
          type="button"
          onClick={() => void rawCsv(records()).then((file) => download(file, 'trilane-measurements.csv'))}
        >
          {t('raw')}
        </button>
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className={classes.scroll} tabIndex={0} aria-labelledby={`${id}-title`}>
        <table className={classes.table} aria-label={t('title')}>
          <thead>
            <tr>
              <th scope="col">{charts('lane')}</th>
              {[...PERCENTILE_IDS, ...OTHERS].map((column) => (
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
                <tr key={summary.modeId}>
                  <th scope="row">
                    <span className={classes.lane} style={{ color: LANE_STYLE[summary.modeId].textColour }}>
                      <LaneMark lane={summary.modeId} size={13} />
                      {modes(`${summary.modeId}.name`)}
                    </span>
                  </th>
                  {PERCENTILE_IDS.map((p) => (
                    <td
                      key={p}
                      data-locked={summary.latency[p].state === 'locked'}
                      title={percentile.explained(summary.latency[p])}
                    >
                      {percentile.brief(summary.latency[p])}
                    </td>
                  ))}
                  {OTHERS.map((column) => (
                    <td key={column}>{others[column]}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <details className={classes.meaning}>
        <summary>{t('meaning')}</summary>
        <dl>
          {[...PERCENTILE_IDS, ...OTHERS].map((column) => (
            <div key={column}>
              <dt>{t(`columns.${column}`)}</dt>
              <dd id={`${id}-${column}`}>{t(`explain.${column}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
});
