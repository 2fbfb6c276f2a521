'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { CopyHash } from '@/components/models/copy-hash';
import { useModelWords } from '@/components/words/use-model-words';
import { addresses } from '@/lib/batch-page/requests';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { UploadReading } from '@/lib/wire/upload';
import { Problem } from '../problem';
import { ProgressLine } from '../progress-line';
import section from '../section.module.css';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';
import { useMayChange } from '../visitor-context';
import { ArrivalsControl } from './arrivals-control';
import styles from './data-set-entry.module.css';
import { SchemaDetails } from './schema-details';
import { useColumnWords, useReadingWords } from './use-reading-words';

interface DataSetEntryProps {
  readonly dataSet: DataSetInfo;
  onDelete(): void;
}

/** One data set: where it comes from, how much there is, what was refused. */
export function DataSetEntry({ dataSet, onDelete }: DataSetEntryProps) {
  const t = useTranslations('batch.dataSets');
  const batch = useTranslations('batch');
  const mayChange = useMayChange();
  const words = useBatchWords();
  const models = useModelWords();
  const figures = useFigures();
  const now = useNow(60_000);
  const { id, name, kind, state, rows, wantedRows, rejectedRows, reading, checksum, arrivals } = dataSet;
  return (
    <li className="card grid one-column gap-3 pad-y-4 pad-x-5">
      <div className="row wrap gap-y-1 gap-x-3">
        <h3 className="lead bold anywhere">{name}</h3>
        <span className={`${section.badge} pad-x-2 soft tiny semibold nowrap bordered-control`}>
          {t(`kinds.${kind}`)}
        </span>
        <p className="flex wrap own-line gap-y-1 gap-x-4 soft tiny figures">
          <span className="ink bold">{words.rows(rows)}</span>
          <span>{figures.bytes(dataSet.sizeBytes)}</span>
          <span>{t('for', { model: models.model(dataSet.model) })}</span>
          <span>{t(dataSet.labelled ? 'labelled' : 'unlabelled')}</span>
          {dataSet.seed !== null && <span>{t('seed', { seed: String(dataSet.seed) })}</span>}
          <time dateTime={dataSet.createdAt}>{words.moment(dataSet.createdAt, now)}</time>
        </p>
      </div>
      {(state === 'generating' || state === 'receiving') && (
        <div className="grid gap-1">
          <p className="flex wrap gap-y-1 gap-x-4 soft tiny figures">{t(`states.${state}`)}</p>
          {wantedRows !== null && <ProgressLine label={t('progressOf', { name })} share={rows / wantedRows} />}
        </div>
      )}
      <Problem error={dataSet.error} />
      {reading && <Reading reading={reading} />}
      {rejectedRows > 0 && (
        <p className="small">
          {t('rejected', { count: rejectedRows })}{' '}
          <a className="inline-block pad-y-2" href={addresses.rejects(id)} download>
            {t('rejectsFile')}
          </a>
        </p>
      )}
      {arrivals && mayChange(null) && <ArrivalsControl dataSet={dataSet} arrivals={arrivals} />}
      <div className={`${styles.foot} flex wrap top gap-y-0 gap-x-5`}>
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
        {mayChange(dataSet.owner) ? (
          <Button aria-label={t('deleteNamed', { name })} onClick={onDelete}>
            {t('delete')}
          </Button>
        ) : (
          <p className="soft small pad-y-2">{batch('others')}</p>
        )}
      </div>
    </li>
  );
}

/** How the file of an upload was understood. */
function Reading({ reading }: { reading: UploadReading }) {
  const t = useTranslations('batch.dataSets.look');
  const words = useReadingWords()(reading);
  const columns = useColumnWords()(reading);
  return (
    <p className="soft small anywhere">
      {[...(words.length > 0 ? [t('readAs', { words: words.join(', ') })] : []), ...columns].join(' ')}
    </p>
  );
}
