import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hashesOf } from '@/lib/commands/page-headers.mjs';
import { gradeOf } from './observatory';

/** What Next rendered when the site was built, by address; `htmlSize` is missing where it is no page. */
interface Prerendered {
  readonly routes: Readonly<Record<string, { readonly htmlSize?: number; readonly srcRoute: string | null }>>;
}

/** nginx takes 4,096 bytes of headers from a server behind it unless it is told otherwise; cookies and its own want some of them. */
const MOST_POLICY_BYTES = 3_000;
const INFER = '/v2/models/digits/infer';

const SERVERS = [
  { name: 'our', url: process.env.TRILANE_NATIVE_URL },
  { name: 'the plain Next', url: process.env.TRILANE_NEXT_URL },
];

describe.each(SERVERS)('What $name server says of security', ({ name, url }) => {
  if (!url) {
    test.skip('needs a server: npm test starts one and sets its address', () => {});
    return;
  }
  const { routes }: Prerendered = JSON.parse(readFileSync('.next/prerender-manifest.json', 'utf8'));
  const pages = Object.keys(routes).filter((path) => routes[path]?.htmlSize !== undefined && !path.startsWith('/_'));
  const asked = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...init, headers: { 'x-forwarded-proto': 'https', ...init.headers } });
  const policyOf = ({ headers }: Response) => headers.get('content-security-policy') ?? '';

  test('of every page is graded A+, names what is inline in it, and lets no cache keep it unasked', async () => {
    expect(pages.length).toBeGreaterThan(50);
    for (const path of [...pages, '/no-such-page', '/learn/no-such-section', '/%zz']) {
      const response = await asked(path);
      expect(gradeOf(response.headers), path).toMatchObject({ grade: 'A+', score: 150 });
      expect(response.headers.get('cache-control'), path).toMatch(/^(private, )?no-cache(,|$)/);
      const policy = policyOf(response);
      expect(policy.length, path).toBeLessThanOrEqual(MOST_POLICY_BYTES);
      expect(policy, path).not.toMatch(/'unsafe-inline'|'unsafe-eval'|,/);
      const sources = (directive: string) =>
        policy
          .split('; ')
          .find((part) => part.startsWith(directive))
          ?.split(' ');
      const { scripts, styles, attributes } = hashesOf(await response.text());
      expect(sources('script-src'), path).toEqual(expect.arrayContaining(scripts));
      expect(sources('style-src'), path).toEqual(expect.arrayContaining([...styles, ...attributes]));
    }
  });

  test('can be said of every page there is, since all are rendered when the site is built', () => {
    const rendered = pages.map((path) => routes[path]?.srcRoute ?? path);
    const kinds = readdirSync('app', { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|[\\/])page\.tsx$/.test(path))
      .map((path) => `/${path.replaceAll('\\', '/').replace(/\/?page\.tsx$/, '')}`);
    expect(kinds.length).toBeGreaterThan(20);
    expect([...new Set(rendered)].sort()).toEqual(kinds.sort());
  });

  test('stays with a page that is asked about again and has not changed', async () => {
    const first = await asked('/lab');
    const again = await asked('/lab', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
    expect(policyOf(again)).toBe(policyOf(first));
  });

  test.each([
    ['a list', '/api/models', {}],
    ['the schema', '/api/openapi.json', {}],
    ['health', '/v2/health/ready', {}],
    ['a prediction that fails', INFER, { method: 'POST', body: '{}' }],
    ['a route that is not there', '/api/no-such-thing', {}],
    ['a method that is not there', '/api/models', { method: 'DELETE' }],
    ['a stream', '/api/console', { headers: { accept: 'text/event-stream' } }],
    ['metrics', '/api/metrics', {}],
  ])('of the API is graded A+ and runs nothing: %s', async (_what, path, init: RequestInit) => {
    const stop = new AbortController();
    const response = await asked(path, { ...init, signal: stop.signal });
    expect(gradeOf(response.headers)).toMatchObject({ grade: 'A+', score: 150 });
    expect(policyOf(response)).toMatch(
      /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    stop.abort();
  });

  test('is not asked of browsers that came by plain HTTP', async () => {
    for (const path of ['/lab', '/api/models', '/ort/none.wasm'])
      expect((await fetch(url + path)).headers.get('strict-transport-security'), path).toBeNull();
  });

  test('of scripts, which workers go by, is graded A+; hashed files are kept for ever', async () => {
    const html = await (await asked('/lab')).text();
    const paths = [...html.matchAll(/\ssrc="(\/_next\/static\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(3);
    for (const path of paths.slice(0, 3)) {
      const response = await asked(path);
      expect(gradeOf(response.headers), path).toMatchObject({ grade: 'A+', score: 150 });
      expect(response.headers.get('cache-control')?.replaceAll(' ', '')).toBe('public,max-age=31536000,immutable');
    }
  });

  // What the plain Next server leaves out is told in decision 024.
  if (name !== 'our') return;
  test.each([
    ['a file', '/models/manifest.json', {}],
    ['a picture', '/icon.svg', {}],
    ['a file that is not there', '/models/no-such.onnx', {}],
    ['data of a page', '/exercises/first-answer/key', {}],
    ['a page as data', '/lab', { headers: { rsc: '1' } }],
    ['a redirection', '/lab/', {}],
    ['a method that pages do not have', '/lab', { method: 'POST' }],
    ['a script that is not there', '/_next/static/none.js', {}],
  ])('of what is no page is graded A+: %s', async (_what, path, init: RequestInit) => {
    const response = await asked(path, init);
    expect(gradeOf(response.headers)).toMatchObject({ grade: 'A+', score: 150 });
    if (response.status < 300) expect(response.headers.get('cache-control')).toBe('no-cache');
  });
});
