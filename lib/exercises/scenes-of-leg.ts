import { readScenario } from '../simulate/scenario/read-scenario';
import type { Scenario } from '../simulate/scenario/scenario';
import type { SimulatedLeg } from './leg';

/** A scene as it is played. */
export interface PlayableScene {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
}

/**
 * The scenes of a leg with all their fields.
 * @param seed takes the place of their own; `null` = it does not
 * @throws RangeError for a scenario that is not valid
 */
export function scenesOfLeg({ scenes }: SimulatedLeg, seed: number | null = null): readonly PlayableScene[] {
  return scenes.map(({ id, name, scenario }) => {
    const read = readScenario(seed === null ? scenario : { ...scenario, seed });
    if (!read.ok) throw new RangeError(read.faults.map(({ field, fault }) => `${field} ${fault}`).join('\n'));
    return { id, name, scenario: read.scenario };
  });
}
