import { z } from 'zod';

/**
 * Schemas with a name in `/api/openapi.json`. A registry of our own: zod's global one is shared by all copies of a
 * module in the process, and the native server and Next each have theirs.
 */
export const NAMED_SCHEMAS = z.registry<{ id: string }>();
