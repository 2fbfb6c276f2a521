import type { ModeId } from '../../modes';
import type { Online, SimLaneId } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';

interface StageOf<Kind extends string> {
  readonly kind: Kind;
  /** Its number in the lane, as passages name it. */
  readonly part: number;
  /** How its requests look. */
  readonly look: ModeId;
  /** Whether requests come to it, and answers from it, over a network. */
  readonly isRemote: boolean;
  /** Servers, devices, workers of a job: most there can be. */
  readonly places: number;
  readonly workersPerPlace: number;
}

/** A part of a lane as it is drawn: who waits before it, and who works in it. */
export type Stage =
  /** `model`: the first or the second one of a cascade. */
  | (StageOf<'servers'> & { readonly model: 'only' | 'small' | 'big' })
  | StageOf<'devices'>
  | StageOf<'job'>
  /** Holds what a job answered in advance. */
  | StageOf<'cache'>;

/** The parts of a lane, in the order in which a request comes to them; none of a lane that the scenario does not name. */
export function stagesOf({ lanes, clients }: Scenario, id: SimLaneId): readonly Stage[] {
  const isRemote = clients?.classes.some(({ network, offline }) => network || offline) ?? false;
  const servers = (spec: Online, part: number, model: 'only' | 'small' | 'big' = 'only'): Stage => ({
    ...{ kind: 'servers', part, look: 'online', isRemote, model },
    places: spec.autoscaling?.most ?? spec.servers,
    workersPerPlace: spec.workersPerServer,
  });
  const devices: Stage = {
    ...{ kind: 'devices', part: 1, look: 'edge', isRemote: false, workersPerPlace: 1 },
    places: clients?.count ?? 1,
  };
  const { batch, online, edge, edgeThenOnline, cacheThenOnline, cascade } = lanes;
  const stages: Record<SimLaneId, () => readonly Stage[]> = {
    batch: () =>
      batch
        ? [{ kind: 'job', part: 1, look: 'batch', isRemote: false, workersPerPlace: 1, places: batch.workers }]
        : [],
    online: () => (online ? [servers(online, 1)] : []),
    edge: () => (edge ? [devices] : []),
    edgeThenOnline: () => (edgeThenOnline ? [devices, servers(edgeThenOnline.online, 2)] : []),
    cacheThenOnline: () =>
      cacheThenOnline
        ? [
            { kind: 'cache', part: 3, look: 'batch', isRemote, places: 0, workersPerPlace: 0 },
            servers(cacheThenOnline.online, 2),
          ]
        : [],
    cascade: () => (cascade ? [servers(cascade.small, 1, 'small'), servers(cascade.big, 2, 'big')] : []),
  };
  return stages[id]();
}
