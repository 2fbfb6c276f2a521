'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useRef } from 'react';
import { addMark } from '@/lib/learner/marks';
import type { SampleRun } from '@/lib/lesson/explainer/trace';
import { Choice } from './choice';
import { Controls } from './controls';
import { CountsTable } from './counts-table';
import styles from './explainer.module.css';
import { SourceNote } from './source-note';
import { FIRST_MS, FIRST_SPEED } from './speeds';
import { Stage } from './stage';
import { Told } from './told';
import { usePlayer } from './use-player';
import { useSaid } from './use-said';
import { SAMPLE, STORIES, type Story, useSource } from './use-source';
import { useWords } from './use-words';
import words from './words.module.css';

/** The three lanes in motion: a made-up story, or a run as it went. Messages: `explainer`, `charts`, `modes`. */
export function Explainer({ sample }: { readonly sample: SampleRun }) {
  const t = useTranslations('explainer');
  const moment = useMoment();
  const place = useRef<HTMLDivElement>(null);
  const source = useSource(sample);
  const { story, trace, runs } = source;
  // Where nothing can be kept, nothing is marked.
  const player = usePlayer(trace, FIRST_MS[story], FIRST_SPEED[story], place, () => {
    addMark({ kind: 'seen', piece: 'explainer' }).catch(() => {});
  });
  const { captions, happenings } = useWords();
  const { atMs, playing } = player;
  const said = useSaid(player, () => (!playing && happenings(trace, atMs)) || captions(trace, atMs));
  return (
    <div className={styles.explainer}>
      <div className={styles.choice}>
        <Choice<Story>
          label={t('story.label')}
          value={story}
          onChoose={source.setStory}
          options={STORIES.map((value) => ({ value, label: t(`story.${value}`) }))}
        />
        {story === 'run' && (
          <select
            className={styles.run}
            aria-label={t('run.label')}
            value={source.runId}
            onChange={(event) => source.setRun(event.currentTarget.value)}
          >
            <option value={SAMPLE}>{t('run.sample')}</option>
            {runs?.map(({ id, startedAt, answered }) => (
              <option key={id} value={id}>
                {t('run.own', { when: moment(startedAt), count: answered })}
              </option>
            ))}
          </select>
        )}
      </div>
      <SourceNote source={source} sample={sample} moment={moment} />
      <Stage trace={trace} player={player} story={story} place={place} />
      <Controls player={player} spanMs={trace.spanMs} story={story} />
      {story === 'run' && <p className={styles.note}>{[t('note.parts'), t('note.keep')].join(' ')}</p>}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <details className={words.more}>
        <summary>{t('counts.summary')}</summary>
        <CountsTable trace={trace} atMs={atMs} moving={playing} />
      </details>
      <details className={words.more}>
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
