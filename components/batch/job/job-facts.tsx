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
    <div className="grid gap-5 halves">
      <section className={`${view.card} card pad-y-4 pad-x-5 narrow`} aria-label={t('durations')}>
        <h3 className="below-2 lead bold">{t('durations')}</h3>
        <dl className="grid gap-1 below-2 small">
          {STAGES.map((stage) => (
            <div className="flex between gap-4" key={stage}>
              <dt className="soft">{t(`stages.${stage}`)}</dt>
              <dd className="figures text-end anywhere">
                {durations ? figures.duration(durations[stage]) : t('none')}
              </dd>
            </div>
          ))}
        </dl>
        <p className="soft small">{durations || isOver(job.state) ? t('durationsNote') : t('later')}</p>
      </section>
      <section className={`${view.card} card narrow pad-y-4 pad-x-5 ${styles.provenance}`} aria-label={t('provenance')}>
        <h3 className="below-2 lead bold">{t('provenance')}</h3>
        {provenance ? (
          <>
            <dl className="grid gap-1 below-2 small">
              <div className="flex between gap-4">
                <dt className="soft">{t('model')}</dt>
                <dd className="figures text-end anywhere">{words.model(provenance.model, provenance.version)}</dd>
              </div>
              <div className="flex between gap-4">
                <dt className="soft">{t('data')}</dt>
                <dd className="figures text-end anywhere">{words.source(job)}</dd>
              </div>
              {provenance.seed !== null && (
                <div className="flex between gap-4">
                  <dt className="soft">{t('seed')}</dt>
                  <dd className="figures text-end anywhere">{String(provenance.seed)}</dd>
                </div>
              )}
              {provenance.batchSize !== null && provenance.versions.batchSize === undefined && (
                <div className="flex between gap-4">
                  <dt className="soft">{t('batchSize')}</dt>
                  <dd className="figures text-end anywhere">{figures.count(provenance.batchSize)}</dd>
                </div>
              )}
              {Object.entries(provenance.versions).map(([name, version]) => (
                <div className="flex between gap-4" key={name}>
                  <dt className="soft">{t.has(`versions.${name}` as never) ? t(`versions.${name}` as never) : name}</dt>
                  <dd className="figures text-end anywhere">
                    {name === 'batchSize' ? figures.count(Number(version)) : version}
                  </dd>
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
