'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { buttonLook } from '@/components/kit/button-look';
import { useModelWords } from '@/components/words/use-model-words';
import { hasResults } from '@/lib/batch-page/job-end';
import { addresses } from '@/lib/batch-page/requests';
import { proportionOf } from '@/lib/measure/proportion';
import { MANIFEST } from '@/lib/model';
import { isOver } from '@/lib/wire/batch-system';
import type { JobDetail } from '@/lib/wire/job-schema';
import styles from './job-results.module.css';
import view from './job-view.module.css';

/** What came of a job: files, how often the answer was right where the truth is known, and classes. */
export function JobResults({ job }: { job: JobDetail }) {
  const t = useTranslations('batch.job.results');
  const over = isOver(job.state);
  const hasFiles = hasResults(job);
  const kept = job.source.kind === 'data-set' ? job.source.kept : null;
  return (
    <section className={`${view.card} card pad-y-4 pad-x-5 narrow`} aria-label={t('title')}>
      <h3 className="below-2 lead bold">{t('title')}</h3>
      <div className="row wrap gap-3 below-2 target">
        {hasFiles ? (
          (['csv', 'parquet'] as const).map((format) => (
            <a key={format} className={buttonLook()} href={addresses.results(job.id, format)} download>
              {t(format)}
            </a>
          ))
        ) : (
          <p className="soft small">{over ? t('none') : t('later')}</p>
        )}
      </div>
      {hasFiles && <KeptWords job={job} />}
      {hasFiles && kept && <p className="soft small">{t('kept', { count: kept.length })}</p>}
      {hasFiles && job.state !== 'completed' && <p className="soft small">{t('partial')}</p>}
      <p className={`${styles.accuracy} above-4 below-4 measure small`}>
        <Accuracy job={job} />
      </p>
      <ClassBalance job={job} />
    </section>
  );
}

/** Until when the files are here. */
function KeptWords({ job: { keptUntil, scheduleId } }: { job: JobDetail }) {
  const t = useTranslations('batch.job.results');
  const format = useFormatter();
  const date = keptUntil && format.dateTime(new Date(keptUntil), { day: 'numeric', month: 'long', year: 'numeric' });
  const words = date ? t('keptUntil', { date }) : t(scheduleId === null ? 'fetched' : 'keptOfSchedule');
  return <p className="soft small">{words}</p>;
}

function Accuracy({ job: { model, summary } }: { job: JobDetail }) {
  const t = useTranslations('batch.job.results');
  const figures = useFigures();
  if (!summary) return null;
  const accuracy = proportionOf(summary.correct, summary.labelled);
  if (!accuracy) return t('unlabelled');
  const commonest = MANIFEST.models.find(({ id }) => id === model)?.data.commonestShare;
  return (
    <>
      {t.rich('accuracy', {
        b: (chunks) => <strong>{chunks}</strong>,
        share: figures.accuracy(accuracy.value),
        low: figures.accuracy(accuracy.low),
        high: figures.accuracy(accuracy.high),
        count: figures.count(accuracy.of),
      })}{' '}
      {commonest !== undefined && t('commonest', { share: figures.accuracy(commonest) })}
    </>
  );
}

/** How many rows each class got; every class of the model has its place from the start. */
function ClassBalance({ job: { model, summary } }: { job: JobDetail }) {
  const t = useTranslations('batch.job.results');
  const words = useModelWords();
  const figures = useFigures();
  const classes = MANIFEST.models.find(({ id }) => id === model)?.classes ?? [];
  const counts = summary?.classCounts ?? classes.map(() => 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...counts);
  return (
    <table className={`${styles.classes} full measure small figures collapse`}>
      <caption className="pad-below-1 soft tiny text-start">{t('classes', { count: figures.count(all) })}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('class')}</th>
          <th scope="col">{t('share')}</th>
          <th scope="col">{t('rows')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count, index) => {
          const id = classes[index] ?? String(index);
          return (
            <tr key={id}>
              <th scope="row">{words.class(model, id)}</th>
              <td className={`${styles.bar} relative`}>
                <span style={{ inlineSize: `${(100 * count) / most}%` }} aria-hidden="true" />
                <b className="semibold">{figures.share(all === 0 ? 0 : count / all)}</b>
              </td>
              <td>{figures.count(count)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
