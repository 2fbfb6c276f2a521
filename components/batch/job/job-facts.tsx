'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { CopyHash } from '@/components/models/copy-hash';
import { isOver } from '@/lib/wire/batch-system';
import type { JobDetail } from '@/lib/wire/job-schema';
import { useBatchWords } from '../use-batch-words';
import styles from './job-facts.module.css';
import view from './job-view.module.css';

const STAGES = ['waitMs', 'loadMs', 'readMs', 'computeMs', 'writeMs', 'checkpointMs', 'wallMs'] as const;

/** Where the time went, and what the answers were made from and with. */
export function JobFacts({ job }: { job: JobDetail }) {
  const t = useTranslations('batch.job.facts');
  const figures = useFigures();
  const words = useBatchWords();
  const { durations, provenance } = job;
  const hash = (name: string, sha256: string) => (
    <CopyHash sha256={sha256} words={{ name, copy: t('copy'), copied: t('copied'), label: t('copyOf', { name }) }} />
  );
  return (
    <div className={view.grid}>
      <section className={view.card} aria-label={t('durations')}>
        <h3 className={view.cardTitle}>{t('durations')}</h3>
        <dl className={styles.facts}>
          {STAGES.map((stage) => (
            <div key={stage}>
              <dt>{t(`stages.${stage}`)}</dt>
              <dd>{durations ? figures.duration(durations[stage]) : t('none')}</dd>
            </div>
          ))}
        </dl>
        <p className={view.note}>{durations || isOver(job.state) ? t('durationsNote') : t('later')}</p>
      </section>
      <section className={`${view.card} ${styles.provenance}`} aria-label={t('provenance')}>
        <h3 className={view.cardTitle}>{t('provenance')}</h3>
        {provenance ? (
          <>
            <dl className={styles.facts}>
              <div>
                <dt>{t('model')}</dt>
                <dd>{words.model(provenance.model, provenance.version)}</dd>
              </div>
              <div>
                <dt>{t('data')}</dt>
                <dd>{words.source(job)}</dd>
              </div>
              {provenance.seed !== null && (
                <div>
                  <dt>{t('seed')}</dt>
                  <dd>{String(provenance.seed)}</dd>
                </div>
              )}
              {provenance.batchSize !== null && provenance.versions.batchSize === undefined && (
                <div>
                  <dt>{t('batchSize')}</dt>
                  <dd>{figures.count(provenance.batchSize)}</dd>
                </div>
              )}
              {Object.entries(provenance.versions).map(([name, version]) => (
                <div key={name}>
                  <dt>{t.has(`versions.${name}` as never) ? t(`versions.${name}` as never) : name}</dt>
                  <dd>{name === 'batchSize' ? figures.count(Number(version)) : version}</dd>
                </div>
              ))}
            </dl>
            {hash(t('modelHash'), provenance.modelSha256)}
            {provenance.dataChecksum !== null && hash(t('dataHash'), provenance.dataChecksum)}
          </>
        ) : (
          job.kind === 'score' && hash(t('modelHash'), job.sha256)
        )}
      </section>
    </div>
  );
}
