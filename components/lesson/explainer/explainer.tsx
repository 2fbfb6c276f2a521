'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { SampleRun } from '@/lib/lesson/explainer/trace';
import { Choice } from './choice';
import styles from './explainer.module.css';
import { Motion } from './motion';
import { SourceNote } from './source-note';
import { Told } from './told';
import { SAMPLE, STORIES, type Story, useSource } from './use-source';
import words from './words.module.css';

/** The three lanes in motion: a made-up story, or a run as it went. Messages: `explainer`, `charts`, `modes`. */
export function Explainer({ sample }: { readonly sample: SampleRun }) {
  const t = useTranslations('explainer');
  const moment = useMoment();
  const source = useSource(sample);
  const { story, trace, runs } = source;
  return (
    <div className={styles.explainer}>
      <div className="row wrap gap-y-2 gap-x-4 above-3 no-print">
        <Choice<Story>
          label={t('story.label')}
          value={story}
          onChoose={source.setStory}
          options={STORIES.map((value) => ({ value, label: t(`story.${value}`) }))}
        />
        {story === 'run' && (
          <select
            className={`${styles.run} pad-x-3 target small bg-card bordered-control rounded`}
            aria-label={t('run.label')}
            value={source.runId}
            onChange={(event) => source.setRun(event.currentTarget.value)}
          >
            <option value={SAMPLE}>{t('run.sample')}</option>
            {runs?.map(({ id, startedAt, answered, verdict }) => (
              <option key={id} value={id}>
                {t('run.own', { when: moment(startedAt), count: answered, verdict })}
              </option>
            ))}
          </select>
        )}
      </div>
      <SourceNote source={source} sample={sample} moment={moment} />
      <Motion trace={trace} story={story}>
        {story === 'run' && (
          <p className="above-2 below-2 measure soft small">{[t('note.parts'), t('note.keep')].join(' ')}</p>
        )}
      </Motion>
      <details className={`${words.more} above-3 small line-above`}>
        <summary>{t('told.summary')}</summary>
        <Told trace={trace} everyStep={story === 'how'} />
      </details>
    </div>
  );
}

function useMoment() {
  const format = useFormatter();
  return (startedAt: string) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return format.dateTime(new Date(startedAt), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  };
}
