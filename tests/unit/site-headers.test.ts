import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashesOf } from '@/lib/commands/page-headers.mjs';
import {
  API_HEADERS,
  FILE_POLICY,
  POLICY_HEADER,
  pagePolicy,
  SITE_HEADERS,
  TRANSPORT_SECURITY,
} from '@/lib/headers/headers.mjs';
import { addSiteHeaders, addTransportSecurity } from '@/lib/server/site-headers';
import config from '@/next.config.js';
import { gradeOf } from '../api/observatory';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const API = { ...API_HEADERS, ...TRANSPORT_SECURITY };
const FILE: Record<string, string> = { ...SITE_HEADERS, ...TRANSPORT_SECURITY, [POLICY_HEADER]: FILE_POLICY };

const without = (name: string) => Object.fromEntries(Object.entries(FILE).filter(([each]) => each !== name));
const filePolicy = (from: string, to: string) => ({ ...FILE, [POLICY_HEADER]: FILE_POLICY.replace(from, to) });

describe('The Observatory', () => {
  test.each([
    ['an answer of the API', API],
    ['a file', FILE],
    [
      'a page',
      { ...FILE, [POLICY_HEADER]: pagePolicy({ scripts: [hash('a')], styles: [hash('b')], attributes: [hash('c')] }) },
    ],
  ])('gives A+ to %s over TLS', (_what, headers) => {
    expect(gradeOf(new Headers(headers))).toMatchObject({ grade: 'A+', score: 150 });
  });

  test.each([
    ['no header at all', {}, 30, 'D'],
    ['no transport security', without('strict-transport-security'), 80, 'B+'],
    ['a month of transport security', { ...FILE, 'strict-transport-security': 'max-age=2592000' }, 140, 'A+'],
    ['no policy', without(POLICY_HEADER), 55, 'C'],
    ['a directive twice', filePolicy("font-src 'self'", "img-src 'self'"), 55, 'C'],
    ['inline scripts', filePolicy("script-src 'self'", "script-src 'unsafe-inline'"), 80, 'B+'],
    [
      'inline scripts that a hash rules out',
      filePolicy("script-src 'self'", `script-src 'unsafe-inline' ${hash('')}`),
      150,
      'A+',
    ],
    ['code from text', filePolicy("'wasm-unsafe-eval'", "'unsafe-eval'"), 130, 'A+'],
    ['pictures over plain HTTP', filePolicy("img-src 'self'", 'img-src http:'), 130, 'A+'],
    ['data over plain HTTP', filePolicy("connect-src 'self'", 'connect-src http://a.example'), 80, 'B+'],
    ['inline styles', filePolicy("style-src 'self'", "style-src 'unsafe-inline'"), 140, 'A+'],
    ['anything from here', filePolicy("default-src 'none'", "default-src 'self'"), 145, 'A+'],
    ['a policy for frames alone', { ...FILE, [POLICY_HEADER]: "frame-ancestors 'none'" }, 80, 'B+'],
    ['a frame anywhere', filePolicy("; frame-ancestors 'none'", ''), 80, 'B+'],
    ['types guessed', without('x-content-type-options'), 145, 'A+'],
    ['no referrer policy', without('referrer-policy'), 145, 'A+'],
    ['an address told to all', { ...FILE, 'referrer-policy': 'unsafe-url' }, 140, 'A+'],
    ['no isolation', { ...FILE, 'cross-origin-opener-policy': 'unsafe-none' }, 140, 'A+'],
    ['another word for isolation', { ...FILE, 'cross-origin-embedder-policy': 'on' }, 135, 'A+'],
  ])('gives what its rules say for %s', (_what, headers, score, grade) => {
    expect(gradeOf(new Headers(headers))).toMatchObject({ score, grade });
  });
});

describe('A policy', () => {
  test.each([
    ['of files', FILE_POLICY],
    ['of the API', API_HEADERS[POLICY_HEADER] ?? ''],
    ['of a page', pagePolicy({ scripts: [], styles: [], attributes: [hash('')] })],
  ])(
    '%s allows no inline code or style, no code from text, no other origin, no frame, no other base',
    (_of, policy) => {
      expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
      for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy.split('; ')).toContain(part);
    },
  );

  test('of a page names its scripts and styles, and only where there are some, attributes of style', () => {
    const policy = pagePolicy({ scripts: ["'sha256-s='"], styles: ["'sha256-e='"], attributes: [] });
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-s='; style-src 'self' 'sha256-e=';");
    expect(pagePolicy({ scripts: [], styles: [], attributes: ["'sha256-a='"] })).toContain(
      "style-src 'self' 'unsafe-hashes' 'sha256-a=';",
    );
  });
});

describe('What is inline in a page', () => {
  test.each([
    ['a script', '<script id="_R_">a()</script>', { scripts: ['a()'] }],
    [
      'a script of several lines that holds a tag',
      '<script>a("<p style=\\"x\\">")\n</script>',
      { scripts: ['a("<p style=\\"x\\">")\n'] },
    ],
    ['not a script that is a file', '<script src="/a.js" async=""></script>', {}],
    ['a style', '<style data-x="true">p{}</style>', { styles: ['p{}'] }],
    [
      'an attribute, its signs decoded once',
      '<p class="a" style="font:&quot;A &amp;lt; B&quot;">',
      { attributes: ['font:"A &lt; B"'] },
    ],
    [
      'each once',
      '<p style="a"><b style="a"></b></p><script>s</script><script>s</script>',
      { scripts: ['s'], attributes: ['a'] },
    ],
    ['not the word in a text or another attribute', '<p data-style="x">a style="y"</p>', {}],
  ])(
    'is %s',
    (_what, html, {
      scripts = [],
      styles = [],
      attributes = [],
    }: { scripts?: string[]; styles?: string[]; attributes?: string[] }) => {
      expect(hashesOf(html)).toEqual({
        scripts: scripts.map(hash),
        styles: styles.map(hash),
        attributes: attributes.map(hash),
      });
    },
  );

  test('is found whatever React had to escape in an attribute', () => {
    const escaped = (text: string) =>
      text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#x27;');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(hashesOf(`<p id="x" style="${escaped(text)}">`).attributes).toEqual([hash(text)]);
      }),
    );
  });
});

describe('Our server', () => {
  const answerTo = (headers: Record<string, string> = {}, socket: object = {}) => {
    const request = new IncomingMessage(Object.assign(new Socket(), socket));
    Object.assign(request.headers, headers);
    return { request, response: new ServerResponse(request) };
  };

  test.each([
    ['plain HTTP', {}, {}, false],
    ['TLS', {}, { encrypted: true }, true],
    ['a proxy over TLS', { 'x-forwarded-proto': 'https' }, {}, true],
    ['two proxies, the first over TLS', { 'x-forwarded-proto': 'HTTPS, http' }, {}, true],
    ['two proxies, the second over TLS', { 'x-forwarded-proto': 'http, https' }, {}, false],
  ])('asks for TLS from now on after a request by %s: %#', (_by, headers, socket, isAsked) => {
    const { request, response } = answerTo(headers, socket);
    addTransportSecurity(request, response);
    expect(response.hasHeader('strict-transport-security')).toBe(isAsked);
  });

  test('gives what leaves without a policy that of files, and leaves a page its own', () => {
    const { response: file } = answerTo();
    addSiteHeaders(file);
    file.writeHead(200, { 'content-type': 'text/css' });
    expect(file.getHeader(POLICY_HEADER)).toBe(FILE_POLICY);
    const { response: page } = answerTo();
    addSiteHeaders(page);
    page.setHeader(POLICY_HEADER, "default-src 'self'");
    page.end();
    expect(page.getHeader(POLICY_HEADER)).toBe("default-src 'self'");
    expect(page.getHeader('permissions-policy')).toMatch(/camera=\(\)/);
  });
});

test.each([
  ['no-cache', 'private, no-cache'],
  ['public,max-age=31536000,immutable', 'private, max-age=31536000,immutable'],
  ['private, no-cache, no-store', 'private, no-cache, no-store'],
  [undefined, 'private, no-cache'],
])('An answer with a cookie is kept by no cache that others share: %s', (said, kept) => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  addSiteHeaders(response);
  if (said) response.setHeader('cache-control', said);
  response.setHeader('set-cookie', 'a=b');
  response.end();
  expect(response.getHeader('cache-control')).toBe(kept);
});

test('Next sends with every page what our server does, and asks for TLS only where it came so', async () => {
  const rules = (await config.headers?.()) ?? [];
  const sent = (has: boolean) =>
    Object.fromEntries(
      rules
        .filter((rule) => rule.source === '/:path*' && Boolean(rule.has) === has)
        .flatMap(({ headers }) => headers.map(({ key, value }) => [key, value])),
    );
  expect(sent(false)).toEqual(SITE_HEADERS);
  expect(sent(true)).toEqual(TRANSPORT_SECURITY);
});
