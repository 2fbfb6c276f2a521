import packageJson from '../../package.json' with { type: 'json' };
import { setupOf } from '../experiment/setup';
import { formatSetup } from '../experiment/setup-url';
import { checksumOf } from './json-pieces';
import { STUDY_SCHEMA, STUDY_VERSION, type StudyDocument } from './study-schema';

/** A study that is over, as a file holds it. */
export type StudySource = Pick<
  StudyDocument,
  'startedAt' | 'phase' | 'error' | 'setup' | 'models' | 'faults' | 'result'
>;

/** A study as plain data for a file. */
export async function documentOfStudy(source: StudySource): Promise<StudyDocument> {
  const { startedAt, phase, error, setup, models, faults, result } = source;
  const document = {
    schema: STUDY_SCHEMA,
    version: STUDY_VERSION,
    kind: 'study',
    app: { name: packageJson.name, version: packageJson.version },
    startedAt,
    phase,
    ...(error && { error }),
    setup,
    link: formatSetup(setupOf(setup)),
    models,
    faults,
    result,
  } as const;
  return { ...document, checksum: await checksumOf(document) };
}
