import { z } from 'zod';
import type { ExperimentSetup } from '../experiment/setup';
import { FIELD_IDS, type FieldId, SETUP_FIELDS, type SetupField, type WholeSetup } from '../experiment/setup-fields';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import { MODE_IDS, type ModeId } from '../modes';

const mode = z.enum(MODE_IDS as readonly [ModeId, ...ModeId[]]);

function schemaOf(field: SetupField): z.ZodType {
  switch (field.kind) {
    case 'choice':
      return z.enum(field.of);
    case 'number': {
      const { min, max } = field.limits;
      // A file may hold times that an address rounds.
      const within = (field.whole && field.unit !== 'ms' ? z.int() : z.number()).min(min).max(max);
      return field.default === null ? within.nullable() : within;
    }
    case 'gaps':
      return z.array(z.number().min(0).max(SETUP_LIMITS.traceGapMs)).max(SETUP_LIMITS.traceGaps);
    case 'lanes':
      return z.array(mode).min(1).max(MODE_IDS.length);
    case 'lane-versions':
      return z.partialRecord(mode, z.string());
    default:
      return z.string();
  }
}

/** What `schemaOf` makes of a field says what the field may be. */
const fields = Object.fromEntries(FIELD_IDS.map((id) => [id, schemaOf(SETUP_FIELDS[id])])) as unknown as {
  readonly [Id in FieldId]: z.ZodType<WholeSetup[Id]>;
};

/** A set-up in a file: the fields of all studies, within the limits the Lab keeps to. */
export const setupSchema = z.object(fields) satisfies z.ZodType<ExperimentSetup>;
