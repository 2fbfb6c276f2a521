import type { ScenarioInput } from './scenario';

/** One way in which a story goes, or a leg of an exercise. Those that belong together differ in one lever. */
export interface Scene {
  /** Its name in the words. */
  readonly id: string;
  readonly scenario: ScenarioInput;
}
