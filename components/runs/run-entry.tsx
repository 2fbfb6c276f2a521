'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { useLaneName } from '@/components/marks/use-lane-name';
import { LatencyRuler } from '@/components/ruler/latency-ruler';
import { rulerRow } from '@/components/ruler/ruler-row';
import { IntentLink } from '@/components/shell/intent-link';
import { isEmulated } from '@/lib/emulate/conditions';
import { conditionsOf } from '@/lib/experiment/setup';
import type { RunRow } from '@/lib/lab/history-row';
import styles from './run-list.module.css';
import { useMoment, useSetupLine } from './use-run-words';

interface RunEntryProps {
  readonly row: RunRow;
  /** The letter that this run has in the comparison; `null` = it is not compared. */
  readonly chosen: 'a' | 'b' | null;
  onChoose(): void;
  onDelete(): void;
}

/** One saved run: what it was, what came of it, and what can be done with it. */
export function RunEntry({ row, chosen, onChoose, onDelete }: RunEntryProps) {
  const t = useTranslations('runs.list');
  const letter = useTranslations('runs.compare.letter');
  const validity = useTranslations('findings.validity');
  const nameOf = useLaneName();
  const figures = useFigures();
  const when = useMoment()(row.startedAt);
  const setup = useSetupLine(row.setup);
  return (
    <li className={`${styles.entry} card grid middle gap-y-3 gap-x-7 pad-y-4 pad-x-5`} data-chosen={chosen !== null}>
      <div>
        <h3 className="row gap-2 lead bold">
          {chosen && (
            <span className={`${styles.letter} inline-grid place-center paper tiny bg-ink round`}>
              {letter(chosen)}
            </span>
          )}
          <time dateTime={row.startedAt}>{when}</time>
        </h3>
        <p className="above-1 small">{setup}</p>
        <p className="flex wrap gap-y-1 gap-x-3 above-1 soft tiny">
          <strong className="verdict" data-verdict={row.verdict}>
            {validity(row.verdict)}
          </strong>
          {row.phase === 'cancelled' && <span>{t('cancelled')}</span>}
          {row.altered && <span>{t('altered')}</span>}
          <span>{figures.bytes(row.sizeBytes)}</span>
        </p>
      </div>
      <div className="narrow">
        <LatencyRuler
          bare
          label={t('medians')}
          rows={row.lanes.map(({ modeId, id = modeId, median }) =>
            rulerRow(
              { id, modeId, name: nameOf({ id, modeId }), emulated: isEmulated(conditionsOf(row.setup, modeId)) },
              median,
              null,
            ),
          )}
        />
      </div>
      <div className={`${styles.tools} flex wrap gap-2`}>
        <IntentLink className={buttonLook()} href={`/lab?saved=${row.id}`} aria-label={t('openNamed', { when })}>
          {t('open')}
        </IntentLink>
        <Button aria-pressed={chosen !== null} aria-label={t('compareNamed', { when })} onClick={onChoose}>
          {t('compare')}
        </Button>
        <Button aria-label={t('deleteNamed', { when })} onClick={onDelete}>
          {t('delete')}
        </Button>
      </div>
    </li>
  );
}
