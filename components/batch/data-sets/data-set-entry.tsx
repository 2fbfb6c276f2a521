'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { CopyHash } from '@/components/models/copy-hash';
import { useModelWords } from '@/components/words/use-model-words';
import { addresses } from '@/lib/batch-page/requests';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { Problem } from '../problem';
import { ProgressLine } from '../progress-line';
import section from '../section.module.css';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';
import { ArrivalsControl } from './arrivals-control';
import styles from './data-set-entry.module.css';
import { SchemaDetails } from './schema-details';

interface DataSetEntryProps {
  readonly dataSet: DataSetInfo;
  onDelete(): void;
}

/** One data set: where it comes from, how much there is, what was refused. */
export function DataSetEntry({ dataSet, onDelete }: DataSetEntryProps) {
  const t = useTranslations('batch.dataSets');
  const words = useBatchWords();
  const models = useModelWords();
  const figures = useFigures();
  const now = useNow(60_000);
  const { id, name, kind, state, rows, wantedRows, rejectedRows, checksum, arrivals } = dataSet;
  return (
    <li className={section.card}>
      <div className={styles.head}>
        <h3 className={section.name}>{name}</h3>
        <span className={section.badge}>{t(`kinds.${kind}`)}</span>
        <p className={section.facts}>
          <span className={styles.rows}>{words.rows(rows)}</span>
          <span>{figures.bytes(dataSet.sizeBytes)}</span>
          <span>{t('for', { model: models.model(dataSet.model) })}</span>
          <span>{t(dataSet.labelled ? 'labelled' : 'unlabelled')}</span>
          {dataSet.seed !== null && <span>{t('seed', { seed: String(dataSet.seed) })}</span>}
          <time dateTime={dataSet.createdAt}>{words.moment(dataSet.createdAt, now)}</time>
        </p>
      </div>
      {(state === 'generating' || state === 'receiving') && (
        <div className={styles.progress}>
          <p className={section.facts}>{t(`states.${state}`)}</p>
          {wantedRows !== null && <ProgressLine label={t('progressOf', { name })} share={rows / wantedRows} />}
        </div>
      )}
      <Problem error={dataSet.error} />
      {rejectedRows > 0 && (
        <p className={styles.rejected}>
          {t('rejected', { count: rejectedRows })}{' '}
          <a className={styles.link} href={addresses.rejects(id)} download>
            {t('rejectsFile')}
          </a>
        </p>
      )}
      {arrivals && <ArrivalsControl dataSet={dataSet} arrivals={arrivals} />}
      <div className={styles.foot}>
        <SchemaDetails modelId={dataSet.model} />
        {checksum !== null && (
          <CopyHash
            sha256={checksum}
            words={{
              name: t('checksum'),
              copy: t('copy'),
              copied: t('copied'),
              label: t('copyNamed', { name }),
            }}
          />
        )}
        <button type="button" className={section.quiet} aria-label={t('deleteNamed', { name })} onClick={onDelete}>
          {t('delete')}
        </button>
      </div>
    </li>
  );
}
