import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientAddress, createProxyCheck, pathPrefix } from '@/lib/access/proxy';

describe('A proxy in front of the server', () => {
  test.each([
    [undefined, '127.0.0.1', false],
    ['', '127.0.0.1', false],
    ['1', '203.0.113.9', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '::ffff:127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['127.0.0.1, ::1', '::1', true],
    ['10.0.0.0/8', '10.200.3.4', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['fd00::/8', 'fd12::1', true],
    ['fe80::1', 'fe80::1%eth0', true],
    ['10.0.0.0/8', '', false],
  ])('is one of %j: %s is %s', (text, address, is) => {
    expect(createProxyCheck(text)(address)).toBe(is);
  });

  test.each([
    'yes',
    '127.0.0.1,',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    'fd00::/129',
    'localhost',
    '10.0.0.0/',
  ])('is told by address: %j is refused in words', (text) => {
    expect(() => createProxyCheck(text)).toThrow(/TRILANE_PROXY must be addresses of proxies, such as 127\.0\.0\.1/);
  });
});

describe('Behind a proxy, the address of the browser', () => {
  const isProxy = createProxyCheck('127.0.0.1,10.0.0.0/8');

  test.each([
    ['is that of the connection, without one', '192.0.2.1', undefined, '192.0.2.1'],
    ['is that of the connection, whatever a stranger writes', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['is the one that the proxy saw', '127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['is not what the browser wrote before it', '127.0.0.1', '1.2.3.4, 198.51.100.7', '198.51.100.7'],
    ['is found behind several', '127.0.0.1', '1.2.3.4, 198.51.100.7, 10.0.0.3', '198.51.100.7'],
    ['is one of version 6, with a port', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['is one with a port', '127.0.0.1', '198.51.100.7:4711', '198.51.100.7'],
    ['is the proxy where it says nothing', '127.0.0.1', undefined, '127.0.0.1'],
    ['is the proxy where it says nothing that is an address', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['is the last proxy where a word stands before it', '127.0.0.1', '198.51.100.7, unknown, 10.0.0.3', '10.0.0.3'],
  ])('%s', (_is, connection, forwardedFor, address) => {
    expect(clientAddress(connection, forwardedFor, isProxy)).toBe(address);
  });

  test('is never changed by what strangers write before it', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (words, seen) => {
        fc.pre(!isProxy(seen));
        expect(clientAddress('127.0.0.1', `${words}, ${seen}`, isProxy)).toBe(seen);
        expect(clientAddress(seen, words, isProxy)).toBe(seen);
      }),
    );
  });
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['/', undefined],
  ['/trilane', '/trilane'],
  ['/trilane/', '/trilane'],
])('the path under which a proxy shows the site is read off X-Forwarded-Prefix %j: %j', (header, path) => {
  expect(pathPrefix(header)).toBe(path);
});
