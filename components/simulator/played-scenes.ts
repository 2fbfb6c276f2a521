import type { Scenario } from '@/lib/simulate/scenario/scenario';
import type { SimulatorState } from '@/lib/simulator-page/simulator';
import type { Simulated } from './use-simulation';

/** A scene by the name that it is shown with. */
export interface FacedScene {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
}

export interface PlayedScene extends FacedScene {
  readonly simulated: Simulated;
}

/** All scenes with what they came to, once all of them were played; `null` before. */
export function playedScenes(
  scenes: readonly FacedScene[],
  played: SimulatorState['played'],
): readonly PlayedScene[] | null {
  const all = scenes.flatMap((scene) => {
    const came = played[scene.id];
    return came ? [{ ...scene, simulated: { scenario: scene.scenario, ...came, isRough: false } }] : [];
  });
  return all.length === scenes.length ? all : null;
}

/** How far all scenes have come, 0 .. 1. */
export const shareOfScenes = (scenes: readonly FacedScene[], { played, share }: SimulatorState) =>
  Math.min(1, (Object.keys(played).length + share) / scenes.length);
