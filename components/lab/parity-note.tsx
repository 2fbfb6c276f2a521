'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useLaneNames } from '@/components/charts/emulated';
import { ErrorWords } from '@/components/shell/error-words';
import type { RunState } from '@/lib/lab/run-state';
import styles from './notes.module.css';

/** Nothing could be timed: the lanes gave different answers or ran different files, or something failed before the clock. */
export function areNotComparable({ parity, error }: RunState): boolean {
  return error !== null || parity?.state === 'disagreed' || parity?.state === 'different-bytes';
}

/** Whether the lanes may be compared: the verdict of the parity gate, in words, and what else to mind. */
export function ParityNote({ state }: { state: RunState }) {
  const t = useTranslations('lab');
  const names = useLaneNames();
  const { parity, setup, error } = state;
  const others = setup ? state.records.filter(({ target }) => target.versionId !== setup.versionId) : [];
  return (
    <section className={`${styles.notes} grid gap-1 above-3 soft small`} aria-label={t('parity.label')}>
      {parity && <ParityWords parity={parity} />}
      {others.map(({ id }) => (
        <p key={id}>{t('parity.notSameBytes', { lane: names(id).name })}</p>
      ))}
      {setup?.order === 'race' && <p>{t('race')}</p>}
      {state.faults.wasHidden && <p className="invalid">{t('hidden')}</p>}
      {error && parity?.state !== 'disagreed' && parity?.state !== 'different-bytes' && (
        <div className="invalid" role="alert">
          <ErrorWords report={error} />
        </div>
      )}
    </section>
  );
}

function ParityWords({ parity }: { parity: NonNullable<RunState['parity']> }) {
  const t = useTranslations('lab.parity');
  const nameOf = useLaneNames();
  const small = useSmallNumber();
  if (parity.state === 'agreed') {
    const { sampleCount, difference, tolerance, sha256 } = parity;
    const hash = () => (
      <code title={t('hashLabel', { hash: sha256 })}>
        {sha256.slice(0, 4)}…{sha256.slice(-4)}
      </code>
    );
    return (
      <p>
        {t.rich('agreed', { count: sampleCount, difference: small(difference), tolerance: small(tolerance), hash })}
      </p>
    );
  }
  if (parity.state === 'not-comparable') return <p>{t('notComparable')}</p>;
  const [first, second] = parity.lanes;
  const names = { first: nameOf(first).name, second: nameOf(second).name };
  return (
    <p className="invalid" role="alert">
      {parity.state === 'different-bytes'
        ? t('differentBytes', names)
        : t('disagreed', {
            ...names,
            difference: small(parity.difference),
            sample: parity.sample + 1,
            tolerance: small(parity.tolerance),
          })}
    </p>
  );
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 1.2 × 10⁻⁷: two digits and a power of ten. */
function useSmallNumber(): (value: number) => string {
  const format = useFormatter();
  return (value) => {
    if (value === 0 || value >= 0.01 || !Number.isFinite(value))
      return format.number(value, { maximumSignificantDigits: 2 });
    const exponent = Math.floor(Math.log10(value));
    const raised = [...String(-exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
    return `${format.number(value / 10 ** exponent, { maximumFractionDigits: 1 })} × 10⁻${raised}`;
  };
}
