'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { Confirm } from '@/components/runs/confirm';
import { hasResults } from '@/lib/batch-page/job-end';
import { rateOf, tookMs } from '@/lib/batch-page/job-rate';
import { type JobAction, requests } from '@/lib/batch-page/requests';
import { isOver } from '@/lib/wire/batch-system';
import type { JobInfo, JobRequest } from '@/lib/wire/job-schema';
import { Problem } from '../problem';
import { ProgressLine } from '../progress-line';
import { StateMark } from '../state-mark';
import { useAction } from '../use-action';
import { useBatchWords } from '../use-batch-words';
import { useMayChange } from '../visitor-context';
import styles from './job-head.module.css';

/** What a job can be told in each state. */
const ACTIONS: Readonly<Record<JobInfo['state'], readonly Exclude<JobAction, 'retry'>[]>> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  completed: [],
  'completed-with-errors': [],
  failed: [],
  cancelled: [],
};

/** Of one that was broken off, whether anything came of it. */
function aboutOf(job: JobInfo) {
  const { state } = job;
  return (state === 'failed' || state === 'cancelled') && !hasResults(job) ? (`${state}-empty` as const) : state;
}

interface JobHeadProps {
  readonly job: JobInfo;
  /** Of a job that was started from here. */
  onJob(id: string): void;
}

/** The state of a job in large figures, and what it can be told. */
export function JobHead({ job, onJob }: JobHeadProps) {
  const t = useTranslations('batch.job');
  const states = useTranslations('batch.states');
  const about = useTranslations('batch.aboutStates');
  const words = useBatchWords();
  const figures = useFigures();
  const action = useAction();
  const [asked, setAsked] = useState(false);
  const batch = useTranslations('batch');
  const may = useMayChange()(job.owner);
  const over = isOver(job.state);
  const share = job.count === 0 ? (over ? 1 : 0) : job.done / job.count;
  const took = tookMs(job);
  const rate = rateOf(job);
  const again = requestOf(job);
  const tell = (what: JobAction) => action.run(() => requests.changeJob(job.id, what));
  return (
    <div className="grid one-column gap-3">
      {/* Screen readers hear the state, not every step of the way. */}
      <p className="row wrap gap-y-1 gap-x-2 one-line" role="status">
        <StateMark state={job.state} /> <strong>{states(job.state)}</strong>{' '}
        <span className="soft small">{about(aboutOf(job))}</span>
      </p>
      <ProgressLine
        label={t('progress')}
        share={share}
        still={job.state === 'paused' || job.state === 'queued'}
        size="large"
      />
      <dl className={`${styles.figures} grid gap-y-3 gap-x-6`}>
        <Figure name={t('done')} value={figures.count(job.done)} note={t('of', { count: figures.count(job.count) })} />
        <Figure
          name={over ? t('overall') : t('rate')}
          value={rate === null ? t('none') : figures.rate(rate)}
          note={t('perSecond')}
        />
        {took === null ? (
          <Figure
            name={t('left')}
            value={job.remainingMs === null ? t('none') : words.span(job.remainingMs)}
            note={t('leftNote')}
          />
        ) : (
          <Figure name={t('took')} value={figures.duration(took)} note={t('tookNote')} />
        )}
        <Figure
          name={t('setAside')}
          value={figures.count(job.setAsideRows)}
          note={t('setAsideNote', { count: job.chunks['set-aside'] })}
        />
      </dl>
      <div className="flex wrap gap-2 target">
        {may &&
          ACTIONS[job.state].map((what) => (
            <Button key={what} disabled={action.busy} onClick={() => (what === 'cancel' ? setAsked(true) : tell(what))}>
              {t(`actions.${what}`)}
            </Button>
          ))}
        {!may && !over && <p className="soft small pad-y-2">{batch('others')}</p>}
        {again && (
          <Button
            disabled={action.busy}
            onClick={() => action.run(async () => onJob((await requests.startJob(again)).id))}
          >
            {t('again')}
          </Button>
        )}
      </div>
      <Problem error={action.error} onClose={action.dismiss} />
      <Confirm
        opened={asked}
        title={t('confirm.title')}
        body={t('confirm.body')}
        yes={t('confirm.yes')}
        no={t('confirm.no')}
        onYes={() => {
          setAsked(false);
          tell('cancel');
        }}
        onNo={() => setAsked(false)}
      />
    </div>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className={styles.figure}>
      <dt className="soft small">{name}</dt>
      <dd className="grid figures">
        <strong>{value}</strong> <span className="one-line soft tiny">{note}</span>
      </dd>
    </div>
  );
}

/** The same job once more; `null` while it is not over, and of a part of a data set, which only its schedule can take. */
function requestOf(job: JobInfo): JobRequest | null {
  const { kind, state, source, scheduleId, model, version, workers, batchSize } = job;
  if (kind !== 'score' || !isOver(state) || source.kind !== 'data-set' || scheduleId !== null) return null;
  return { model, version, dataSet: source.id, workers, ...(batchSize !== null && { batchSize }) };
}
