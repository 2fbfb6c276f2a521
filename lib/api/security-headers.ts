import headers from './security-headers.json';

/**
 * On every answer of this site, whichever server gives it (`next.config.js` reads the same file). The first two isolate the page, which
 * unlocks WebAssembly threads, fine timers and the measurement of memory; the third lets an isolated page load what comes from here.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = headers;
