'use client';

import { useTranslations } from 'next-intl';
import { EmulatedBadge } from '@/components/charts/emulated';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { LaneMark } from '@/components/marks/lane-mark';
import { IntentLink } from '@/components/shell/intent-link';
import { useModelWords } from '@/components/words/use-model-words';
import { isEmulated } from '@/lib/emulate/conditions';
import { conditionsOf } from '@/lib/experiment/setup';
import type { Headline, StudyRow } from '@/lib/lab/history-row';
import styles from './run-list.module.css';
import { useFieldWords } from './use-field-words';
import { useMoment } from './use-run-words';

interface StudyEntryProps {
  readonly row: StudyRow;
  onDelete(): void;
}

/** One saved study: what was asked, what came of it, and what can be done with it. */
export function StudyEntry({ row, onDelete }: StudyEntryProps) {
  const t = useTranslations('runs.list');
  const validity = useTranslations('findings.validity');
  const modes = useTranslations('modes');
  const figures = useFigures();
  const headline = useHeadlineWords(row);
  const when = useMoment()(row.startedAt);
  const line = useStudyLine(row);
  const study = t(`study.${row.setup.study}`);
  return (
    <li className={`${styles.entry} card grid middle gap-y-3 gap-x-7 pad-y-4 pad-x-5`}>
      <div>
        <h3 className="row gap-2 lead bold">
          <span>{study}</span>
          <time dateTime={row.startedAt}>{when}</time>
        </h3>
        <p className="above-1 small">{line}</p>
        <p className="flex wrap gap-y-1 gap-x-3 above-1 soft tiny">
          <strong className="verdict" data-verdict={row.verdict}>
            {validity(row.verdict)}
          </strong>
          {row.phase === 'cancelled' && <span>{t('cancelled')}</span>}
          {row.phase === 'failed' && <span>{t('failed')}</span>}
          {row.altered && <span>{t('altered')}</span>}
          <span>{figures.bytes(row.sizeBytes)}</span>
        </p>
      </div>
      <dl className={`${styles.headlines} grid gap-y-1 gap-x-4 small`} aria-label={t('headlines')}>
        {row.headlines.map((each) => (
          <div key={each.lane}>
            <dt className="row gap-1 soft tiny">
              <LaneMark lane={each.lane} size={13} /> {modes(`${each.lane}.name`)}
              {isEmulated(conditionsOf(row.setup, each.lane)) && <EmulatedBadge />}
            </dt>
            <dd className="bold figures">{headline(each)}</dd>
          </div>
        ))}
      </dl>
      <div className={`${styles.tools} flex wrap gap-2`}>
        <IntentLink className={buttonLook()} href={`/lab?saved=${row.id}`} aria-label={t('openStudy', { study, when })}>
          {t('open')}
        </IntentLink>
        <Button aria-label={t('deleteStudy', { study, when })} onClick={onDelete}>
          {t('delete')}
        </Button>
      </div>
    </li>
  );
}

/** What a study is known by, with its interval. */
function useHeadlineWords({ setup }: StudyRow): (headline: Headline) => string {
  const t = useTranslations('runs.list.headline');
  const figures = useFigures();
  return ({ kind, value, low, high }) => {
    const inWords = figures[kind];
    if (high === null) return t(`${kind}AtLeast`, { value: inWords(low) });
    // No two starts take equally long.
    if (setup.study === 'cold-start' && low === high) return t('startOnce', { value: inWords(value) });
    return t(kind, { value: inWords(value), low: inWords(low), high: inWords(high) });
  };
}

/** The parts of the set-up that a study goes by. */
function useStudyLine({ setup }: StudyRow): string {
  const list = useTranslations('runs.list');
  const models = useModelWords();
  const words = useFieldWords();
  const { study } = setup;
  const parts =
    study === 'sweep'
      ? [words.value(setup, 'sweep'), words.value(setup, 'sweepLane')]
      : [
          words.value(setup, 'lanes'),
          ...(study === 'capacity' ? [list('limit', { limit: words.value(setup, 'limitMs') })] : []),
        ];
  const seed = list('seed', { seed: words.value(setup, 'seed') });
  return [models.model(setup.modelId), models.version(setup.versionId), ...parts, seed].join(' · ');
}
