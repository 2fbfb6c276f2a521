/**
 * What every answer of this site says of security: the one definition, plain JavaScript because `next.config.js` and the build read it too.
 * Graded by the rules of MDN's HTTP Observatory in `tests/api/observatory.ts`; decision 024 has the reasons.
 */

/** The first two isolate the page, which unlocks WebAssembly threads, fine timers and the measurement of memory; the third lets an isolated page load what comes from here. */
const EVERYWHERE = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** What a page of this site may load and do. Its workers go by the policy of the script that they run. */
const SITE_POLICY = {
  'default-src': "'none'",
  // The runtime of the edge lane compiles WebAssembly.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'connect-src': "'self'",
  // Charts become pictures through blobs and data addresses.
  'img-src': "'self' data: blob:",
  'media-src': "'self'",
  'font-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

/** Nothing of the site uses these, and nothing that got into it may. What it does use is left as browsers have it: sound, the clipboard, shared memory. */
const UNUSED = [
  ...['accelerometer', 'camera', 'display-capture', 'fullscreen', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
];

/** @param {Readonly<Record<string, string>>} policy */
const inOneLine = (policy) =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** On answers of the API: what is opened as a page of its own shows, loads and runs nothing. */
export const API_HEADERS = {
  ...EVERYWHERE,
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** On pages and files, beside a policy. */
export const SITE_HEADERS = {
  ...EVERYWHERE,
  'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
};

export const POLICY_HEADER = 'content-security-policy';

/** On files, and on all of the site that is no page. */
export const FILE_POLICY = inOneLine(SITE_POLICY);

/**
 * The policy of one page, which names by hash what stands in its HTML.
 * @param {{ scripts: readonly string[], styles: readonly string[], attributes: readonly string[] }} hashes as `'sha256-…'`
 */
export function pagePolicy({ scripts, styles, attributes }) {
  return inOneLine({
    ...SITE_POLICY,
    'script-src': [SITE_POLICY['script-src'], ...scripts].join(' '),
    'style-src': [
      SITE_POLICY['style-src'],
      ...styles,
      ...(attributes.length > 0 ? ["'unsafe-hashes'"] : []),
      ...attributes,
    ].join(' '),
  });
}

/** Under `next dev`, which puts code and styles into pages as they change. */
export const DEVELOPMENT_POLICY = inOneLine({
  ...SITE_POLICY,
  'script-src': "'self' 'unsafe-inline' 'unsafe-eval' blob:",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws: wss:",
  'worker-src': "'self' blob:",
});

/** For a year; over plain HTTP browsers do not heed it (RFC 6797, section 8.1). */
export const TRANSPORT_SECURITY = { 'strict-transport-security': 'max-age=31536000' };
