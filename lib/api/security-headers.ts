import { API_HEADERS } from './header-definition.mjs';

/** On every answer of the API, whichever server gives it. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = API_HEADERS;
