import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { WideTable } from '@/components/charts/table-card';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { withFormula } from '@/lib/simulate/setup/busiest-part';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { type BesideRow, type TheoryBeside, theoryBeside } from '@/lib/simulate/theory/theory-beside';
import type { WhyNone } from '@/lib/simulate/theory/why-no-formula';
import { simHref } from './use-sim-setup';
import { useSimFigures, useSimLaneName } from './use-sim-words';

interface TheoryPartProps {
  readonly scenario: Scenario;
  readonly lanes: readonly SimulatedLane[];
  /** Of the page; none where a scenario has no address. */
  readonly setup: SimSetup | undefined;
}

/** The formula that fits each lane beside what was simulated, or why there is none. */
export function TheoryPart({ scenario, lanes, setup }: TheoryPartProps) {
  const t = useTranslations('simulatorTheory');
  return (
    <div className="grid one-column gap-5 pad-above-2 ink" data-theory>
      <p className="soft">{t('about')}</p>
      {lanes.map((lane) => (
        <LaneTheory key={lane.id} lane={lane} scenario={scenario} setup={setup} />
      ))}
    </div>
  );
}

interface LaneTheoryProps extends Omit<TheoryPartProps, 'lanes'> {
  readonly lane: SimulatedLane;
}

function LaneTheory({ lane, scenario, setup }: LaneTheoryProps) {
  const t = useTranslations('simulatorTheory');
  const figures = useSimFigures();
  const name = useSimLaneName()(lane.id);
  const beside = theoryBeside(scenario, lane);
  const attributes = { 'data-lane': lane.id, 'data-state': beside.state };
  if (beside.state === 'none') {
    return (
      <div className="grid gap-1" {...attributes}>
        <p className="bold">{t('none', { lane: name })}</p>
        {beside.why.map((why) => (
          <p key={why}>{t(`why.${why}`)}</p>
        ))}
        {setup && <FormulaLink setup={setup} why={beside.why} />}
      </div>
    );
  }
  if (beside.state === 'endless') {
    return (
      <p {...attributes}>
        {t('endless', { lane: name, name: t(`names.${beside.name}`), offered: figures.share(beside.offered) })}
      </p>
    );
  }
  const isOffline = scenario.clients?.classes.some(({ offline }) => offline !== null) ?? false;
  return (
    <div className="grid one-column gap-2" {...attributes}>
      <p className="bold">
        {t('formula', {
          lane: name,
          name: t(`names.${beside.name}`),
          perSecond: figures.rate(beside.perSecond),
          workers: beside.workers,
          service: figures.time(beside.serviceMs),
        })}
      </p>
      <p>{t('source', { source: t(`sources.${beside.name}`), exact: beside.isExact ? 'yes' : 'no' })}</p>
      <FormulaTable beside={beside} label={t('title')} />
      <p className="soft">{t('note')}</p>
      {isOffline && <p className="soft">{t('offline')}</p>}
    </div>
  );
}

/** The same scenario, as near to this one as a formula can come. */
function FormulaLink({ setup, why }: { readonly setup: SimSetup; readonly why: readonly WhyNone[] }) {
  const t = useTranslations('simulatorTheory');
  const other = withFormula(setup, why);
  if (!other) return null;
  const kind = !other.isBusiestPart ? 'queue' : other.isOneQueue ? 'both' : 'part';
  return (
    <p>
      <Link href={simHref(other.setup)} className="semibold" prefetch={false} data-formula-link>
        {t('link', { kind })}
      </Link>
      . {t('linkWhy')}
    </p>
  );
}

function FormulaTable({
  beside,
  label,
}: {
  readonly beside: Extract<TheoryBeside, { state: 'steady' }>;
  readonly label: string;
}) {
  const t = useTranslations('simulatorTheory');
  const words = useRowWords();
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          <th scope="col">{t('figure')}</th>
          <th scope="col">{t('theory')}</th>
          <th scope="col">{t('simulated')}</th>
          <th scope="col">{t('difference')}</th>
        </tr>
      </thead>
      <tbody>
        {beside.rows.map((row) => {
          const { theory, simulated, difference } = words(row);
          return (
            <tr key={row.id} data-row={row.id}>
              <th scope="row">{t(`rows.${row.id}`)}</th>
              <td>{theory}</td>
              <td>{simulated}</td>
              <td>{difference}</td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}

function useRowWords() {
  const t = useTranslations('simulatorTheory');
  const figures = useSimFigures();
  const none = useTranslations('charts')('none');
  return ({ id, theory, simulated, isWithin }: BesideRow) => {
    const isShare = id === 'utilisation' || id === 'lost';
    const words = isShare ? figures.accuracy : id === 'queue' ? figures.amount : figures.time;
    const apart = simulated === null ? 0 : simulated - theory;
    const sign = apart < 0 ? '−' : '+';
    const size = isShare
      ? t('points', { sign, value: figures.amount(Math.abs(apart) * 100) })
      : t('percent', { sign, value: figures.share(Math.abs(apart) / theory) });
    const difference = apart === 0 || theory === 0 ? (apart === 0 ? t('nothing') : none) : size;
    return {
      theory: words(theory),
      simulated: simulated === null ? none : words(simulated),
      difference:
        simulated === null ? none : isWithin === null ? difference : t(isWithin ? 'within' : 'outside', { difference }),
    };
  };
}
