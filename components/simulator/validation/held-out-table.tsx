import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { WideTable } from '@/components/charts/table-card';
import { errorsOf } from '@/lib/simulate/calibration/replay';
import { useSimFigures } from '../use-sim-words';
import type { ComparedLoad } from './compared';
import { useErrorWords } from './error-words';
import { useFigureWords, useRangeWords } from './own-table';

const FIGURES = ['meanMs', 'p95Ms', 'perSecond'] as const;

interface HeldOutTableProps {
  readonly rows: readonly ComparedLoad[];
  /** Loads that the Lab cannot send. */
  readonly beyond: ReadonlySet<number>;
}

/** Load by load: theory, what was predicted, what came of it, how far off. */
export function HeldOutTable({ rows, beyond }: HeldOutTableProps) {
  const t = useTranslations('simulator.validation');
  const none = useTranslations('charts')('none');
  const figures = useSimFigures();
  const inWords = useFigureWords();
  const rangeWords = useRangeWords();
  const errorWords = useErrorWords();
  // The run that the lane is calibrated on has a table of its own.
  const loads = rows.filter(({ isOwn }) => !isOwn);
  return (
    <WideTable label={t('heldOut.title')}>
      <thead>
        <tr>
          <th scope="col">{t('heldOut.load')}</th>
          <th scope="col">{t('heldOut.rate')}</th>
          <th scope="col">{t('heldOut.theory')}</th>
          {FIGURES.map((id) => (
            <Fragment key={id}>
              <th scope="col">{t('heldOut.simulated', { figure: t(`figures.${id}`) })}</th>
              <th scope="col">{t('heldOut.measured', { figure: t(`figures.${id}`) })}</th>
              <th scope="col">{t('heldOut.error')}</th>
            </Fragment>
          ))}
          <th scope="col">{t('heldOut.run')}</th>
        </tr>
      </thead>
      <tbody>
        {loads.map(({ share, perSecond, theoryMs, simulated, measured, isPoor, isValid, runId }) => {
          const errors = simulated && measured && errorsOf(simulated, measured);
          const missing = () => t(beyond.has(perSecond) ? 'heldOut.tooFast' : 'heldOut.notYet');
          const state = measured ? (isValid ? '' : t('heldOut.notValid')) : missing();
          return (
            <tr key={share} data-load={share} data-measured={measured !== undefined}>
              <th scope="row">{figures.share(share)}</th>
              <td>{figures.rate(perSecond)}</td>
              <td>{theoryMs === null ? none : figures.time(theoryMs)}</td>
              {FIGURES.map((id) => (
                <Fragment key={id}>
                  <td className="nowrap">{simulated ? rangeWords(id, simulated[id]) : none}</td>
                  <td>{measured ? inWords(id, measured[id]) : none}</td>
                  <td>{errors ? errorWords(id, errors[id], isPoor, isValid) : none}</td>
                </Fragment>
              ))}
              <td className="nowrap">
                {state}{' '}
                {measured && runId !== null && (
                  <Link href={`/lab?saved=${encodeURIComponent(runId)}`} prefetch={false}>
                    {t('heldOut.open')}
                  </Link>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
