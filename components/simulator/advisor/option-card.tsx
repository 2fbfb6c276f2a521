import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useEstimateWords } from '@/components/charts/estimate-words';
import { TableCard } from '@/components/charts/table-card';
import { LaneMark } from '@/components/marks/lane-mark';
import type { Needs } from '@/lib/simulate/advice/needs';
import type { Option } from '@/lib/simulate/advice/option';
import { SimulatedBadge } from '../simulated-badge';
import { simHref } from '../use-sim-setup';
import { SIM_LANE_MODE, useSimFigures, useSimLaneName } from '../use-sim-words';
import { useBrokenWords, useSensitivityWords } from './use-advice-words';

interface OptionCardProps {
  readonly option: Option;
  readonly needs: Needs;
  /** From 1 on. */
  readonly place: number;
}

/** One lane: whether it fits, the needs that it breaks, its figures, the run behind them, and up to where it holds. */
export const OptionCard = memo(function OptionCard({ option, needs, place }: OptionCardProps) {
  const t = useTranslations('simulatorAdvice.option');
  const nameOf = useSimLaneName();
  const brokenWords = useBrokenWords();
  const { share } = useSimFigures();
  const { lane, state, run, broken } = option;
  return (
    <li data-option={lane} data-state={state}>
      <TableCard
        name={`advice-${lane}`}
        title={t(`title.${state}`, { place, lane: nameOf(lane) })}
        {...(run && { tools: <SimulatedBadge /> })}
      >
        <p className="row gap-2 above-1 small">
          <LaneMark lane={SIM_LANE_MODE[lane]} size={13} />
          <span className="soft">
            {t(`what.${lane}`, { unsure: share(run?.setup.unsureShare ?? 0), hits: share(run?.setup.hitShare ?? 0) })}
          </span>
        </p>
        {state === 'unplayed' && <p className="measure above-2 small">{t('unplayed')}</p>}
        {broken.length > 0 && (
          <ul className="grid gap-1 above-2 measure small" aria-label={t('broken')}>
            {broken.map((one) => (
              <li key={one.id} data-broken={one.id}>
                {brokenWords(one, needs)}
              </li>
            ))}
          </ul>
        )}
        {run && <OptionFigures option={option} needs={needs} />}
        {run && <OptionRun option={option} />}
      </TableCard>
    </li>
  );
});

function OptionFigures({ option, needs }: Pick<OptionCardProps, 'option' | 'needs'>) {
  const t = useTranslations('simulatorAdvice.option');
  const none = useTranslations('charts')('none');
  const { time, share } = useSimFigures();
  const { money } = useEstimateWords();
  const { figures, run } = option;
  if (!figures || !run) return null;
  const { latencyMs, lostShare, busyShare, ageMs, usdPerMillion, usdPerMonth } = figures;
  const rows = [
    [needs.percentile, latencyMs === null ? none : time(latencyMs)],
    [t('lost'), share(lostShare)],
    ...(ageMs === null ? [] : [[t('age'), Number.isFinite(ageMs) ? time(ageMs) : none]]),
    ...(busyShare === null
      ? []
      : [
          // Each of its two models has as many.
          [t('servers'), t(option.lane === 'cascade' ? 'ofEach' : 'ofAll', { servers: run.setup.servers })],
          [t('busy'), share(busyShare)],
        ]),
    [t('perMillion'), money(usdPerMillion)],
    [t('perMonth'), money(usdPerMonth)],
  ] as const;
  return (
    <dl className="flex wrap gap-x-8 gap-y-2 above-3 small">
      {rows.map(([name, value]) => (
        <div key={name} data-figure={name}>
          <dt className="soft tiny">{name}</dt>
          <dd className="semibold figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function OptionRun({ option }: Pick<OptionCardProps, 'option'>) {
  const t = useTranslations('simulatorAdvice.option');
  const holds = useSensitivityWords();
  const nameOf = useSimLaneName();
  const { run, sensitivity, lane, figures } = option;
  if (!run) return null;
  return (
    <div className="grid gap-1 above-3 measure small">
      {sensitivity && <p data-sensitivity={sensitivity.lever}>{holds(sensitivity, option)}</p>}
      <p>
        <Link
          href={simHref(run.setup)}
          className="inline-row target semibold"
          prefetch={false}
          aria-label={t('openLane', { lane: nameOf(lane) })}
        >
          {t('open')}
        </Link>{' '}
        <span className="soft tiny">{t(`played.${run.played}`, { requests: run.requests })}</span>
      </p>
      {figures?.isTooWide && <p className="soft tiny">{t('wide')}</p>}
    </div>
  );
}
