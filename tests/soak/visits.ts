import type { Browser } from './browser';
import { batch, brokenUpload, upload } from './visits-batch';
import { calledOff, coldStart, generator, pick, run } from './visits-lab';
import { halves, looks, reads, upgrades, wrongThings } from './visits-web';

export interface Visit {
  readonly name: string;
  visit(browser: Browser): Promise<void>;
}

/** What learners do, the curious among them too; how often, of each other. */
const VISITS: readonly (readonly [weight: number, name: string, visit: Visit['visit']])[] = [
  [12, 'reads pages', reads],
  [18, 'presses Run', run],
  [6, 'calls a run off', calledOff],
  [6, 'looks at the batch system', looks],
  [6, 'scores a data set', batch],
  [6, 'uploads a file', upload],
  [3, 'breaks an upload off', brokenUpload],
  [6, 'sends wrong things', wrongThings],
  [3, 'asks for upgrades', upgrades],
  [3, 'closes half-way', halves],
  [1, 'lets the generator send', generator],
  [1, 'starts a model afresh', coldStart],
];
const DECK = VISITS.flatMap(([weight, name, visit]) => Array.from({ length: weight }, (): Visit => ({ name, visit })));

/** @param share from 0 to under 1 */
export const drawVisit = (share: number): Visit => pick(DECK, share);
