import sampleFigures from '@/lib/lesson/sample-figures.json';
import sampleRun from '@/lib/lesson/sample-run.json';
import { profileOfSample } from '@/lib/simulate/setup/profile';

/** How long things take where nobody says: as in the run that ships. */
export const REFERENCE = profileOfSample(sampleRun, sampleFigures.figures);
