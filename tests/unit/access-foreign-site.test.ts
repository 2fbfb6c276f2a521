import { expect, test } from 'vitest';
import { type AskedFor, isFromOtherSite } from '@/lib/access/foreign-site';

const NOTHING: AskedFor = {
  method: 'POST',
  host: 'localhost:3000',
  origin: undefined,
  fetchSite: undefined,
  fetchMode: undefined,
  fetchDest: undefined,
};

test.each<[string, boolean, Partial<AskedFor>]>([
  ['a program', false, {}],
  ['a page of ours', false, { origin: 'http://localhost:3000', fetchSite: 'same-origin' }],
  ['a page of ours over plain HTTP, where browsers say less', false, { origin: 'http://localhost:3000' }],
  [
    'a page of ours behind a proxy that renames the host',
    false,
    { host: 'inner:3000', origin: 'https://lab.example', fetchSite: 'same-origin' },
  ],
  ['a page of ours behind a proxy that speaks TLS', false, { host: 'lab.example', origin: 'https://lab.example' }],
  ['a page of ours that looks', false, { method: 'GET', fetchSite: 'same-origin', fetchMode: 'cors' }],
  ['the address bar', false, { method: 'GET', fetchSite: 'none', fetchMode: 'navigate', fetchDest: 'document' }],
  [
    'a link on another site',
    false,
    { method: 'GET', fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'document' },
  ],
  ['another site', true, { origin: 'https://evil.example', fetchSite: 'cross-site' }],
  ['another site over plain HTTP', true, { origin: 'http://evil.example' }],
  ['another port of this machine', true, { origin: 'http://localhost:3001', fetchSite: 'same-site' }],
  ['another port, where browsers say less', true, { origin: 'http://localhost:3001' }],
  ['a page that hides where it is from', true, { origin: 'null' }],
  [
    'a form of another site',
    true,
    { origin: 'https://evil.example', fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'document' },
  ],
  ['another site that looks without asking', true, { method: 'GET', fetchSite: 'cross-site', fetchMode: 'no-cors' }],
  [
    'another site that frames an answer',
    true,
    { method: 'GET', fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'iframe' },
  ],
  ['an origin that begins with our name', true, { origin: 'http://localhost:3000.evil.example' }],
])('%s: from another site %s', (_, expected, asked) => {
  expect(isFromOtherSite({ ...NOTHING, ...asked })).toBe(expected);
});
