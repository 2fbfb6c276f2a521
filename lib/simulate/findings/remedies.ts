import type { SimLaneId } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';
import { SIM_FIELDS, type SimSetup } from '../setup/fields';
import type { SimFinding } from './findings';

export type RemedyId =
  | ('server' | 'together' | 'fewerServers' | 'worker' | 'batchSize' | 'longer' | 'shorter')
  | ('noDownload' | 'newPhones');

/** A change whose answer is a run of its own. */
export interface Remedy {
  readonly id: RemedyId;
  readonly change: Partial<SimSetup>;
  /** The lane that it is about. */
  readonly lane: SimLaneId;
}

/** What one may ask of a finding: one more server, a bigger batch, a longer interval. Only changes that the set-up can take. */
export function remediesFor({ lane, severity }: SimFinding, setup: SimSetup): readonly Remedy[] {
  const { batchWorkers, batchSize } = setup;
  const all: readonly (Omit<Remedy, 'lane'> | null)[] = [
    ...(isServed(lane) ? ofServers(setup, severity === 'fine') : []),
    ...(lane === 'batch' || lane === 'cacheThenOnline'
      ? [
          within('worker', { batchWorkers: batchWorkers + 1 }),
          within('batchSize', { batchSize: batchSize * 2 }),
          longer(setup),
          shorter(setup),
        ]
      : []),
    ...(lane === 'edge' || lane === 'edgeThenOnline'
      ? [
          setup.download === 'on' ? { id: 'noDownload' as const, change: { download: 'off' as const } } : null,
          setup.edge === 'new-phones' ? null : { id: 'newPhones' as const, change: { edge: 'new-phones' as const } },
        ]
      : []),
  ];
  return all.flatMap((one) => (one ? [{ ...one, lane }] : []));
}

/** A scenario of one of its lanes alone. */
export function ofLane(scenario: Scenario, lane: SimLaneId): Scenario {
  return { ...scenario, lanes: { [lane]: scenario.lanes[lane] } };
}

const isServed = (lane: SimLaneId) => lane !== 'batch' && lane !== 'edge';

function ofServers({ servers, scaleMost, autoscaling, batchMost }: SimSetup, isFine: boolean) {
  const more = autoscaling === 'on' ? { scaleMost: scaleMost + 1 } : { servers: servers + 1 };
  return [
    within('server', more),
    within('together', { batchMost: batchMost === 1 ? 8 : batchMost * 2 }),
    isFine && autoscaling === 'off' ? within('fewerServers', { servers: servers - 1 }) : null,
  ];
}

function longer({ batch, batchEveryMinutes: minutes }: SimSetup) {
  if (batch === 'every') return within('longer', { batchEveryMinutes: minutes * 2 });
  return batch === 'hourly' ? { id: 'longer' as const, change: { batch: 'nightly' as const } } : null;
}

function shorter({ batch, batchEveryMinutes: minutes }: SimSetup) {
  if (batch === 'every') return within('shorter', { batchEveryMinutes: Math.floor(minutes / 2) });
  if (batch === 'nightly') return { id: 'shorter' as const, change: { batch: 'hourly' as const } };
  return batch === 'hourly'
    ? { id: 'shorter' as const, change: { batch: 'every' as const, batchEveryMinutes: 15 } }
    : null;
}

/** `null` where a number is beyond what its field takes. */
function within(
  id: RemedyId,
  change: Partial<
    Pick<SimSetup, 'servers' | 'scaleMost' | 'batchMost' | 'batchWorkers' | 'batchSize' | 'batchEveryMinutes'>
  >,
): Omit<Remedy, 'lane'> | null {
  const fits = Object.entries(change).every(([field, value]) => {
    const { min, max } = SIM_FIELDS[field as keyof typeof change].limits;
    return value >= min && value <= max;
  });
  return fits ? { id, change } : null;
}
