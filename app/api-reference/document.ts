import 'server-only';
import type { OpenApiDocument } from '@/components/api-reference/open-api';
import { NOBODY_ELSE } from '@/lib/access/access';
import { createApi } from '@/lib/api/app';
import type { Services } from '@/lib/services/services';

/** Notes nothing: to describe routes takes nothing else of what serves them, so no model is loaded. */
const UNSERVED = {
  ledger: { request() {}, job() {} },
  access: { requireWelcome() {}, callerOf: () => NOBODY_ELSE },
} as unknown as Services;

/** The API's own description of itself. */
export async function apiDocument(): Promise<OpenApiDocument> {
  const response = await createApi(UNSERVED).request('/api/openapi.json');
  return response.json();
}
