/**
 * On every answer of this site. The first two isolate the page, which unlocks WebAssembly threads and fine timers;
 * the third lets an isolated page load what comes from here.
 */
export const SECURITY_HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;
