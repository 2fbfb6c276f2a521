import { API_HEADERS } from '../headers/headers.mjs';

/** On every answer of the API, whichever server gives it. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = API_HEADERS;
