import 'server-only';
import type { OpenApiDocument } from '@/components/api-reference/open-api';
import { createApi } from '@/lib/api/app';
import type { Services } from '@/lib/server/services';

/** The API's own description of itself. To describe routes takes nothing of what serves them, so no model is loaded. */
export async function apiDocument(): Promise<OpenApiDocument> {
  const response = await createApi({} as Services).request('/api/openapi.json');
  return response.json();
}
