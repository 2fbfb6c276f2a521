import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../errors';
import { NAMED_SCHEMAS } from './named-schemas';

export const errorCode = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]);

export const errorReport = z
  .object({ code: errorCode, detail: z.string() })
  .register(NAMED_SCHEMAS, { id: 'ErrorReport' });
