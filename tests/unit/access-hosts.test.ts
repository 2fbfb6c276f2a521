import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHostCheck, isLoopback } from '@/lib/access/hosts';

const check = (listenHost = 'localhost', names: readonly string[] = []) =>
  createHostCheck({
    listenHost,
    names,
    addresses: () => ['192.168.1.20', 'fe80::1'],
    machine: 'Teacher.school.example',
  });

describe('A server goes by', () => {
  test.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    'localhost.:3000',
    'lab.localhost:3000',
    '127.0.0.1:3000',
    '127.8.9.1',
    '[::1]:3000',
    '192.168.1.20:3000',
    '[fe80::1]:3000',
    'teacher.school.example:3000',
    'teacher.local:3000',
  ])('its own name or address: %s', (host) => expect(check()(host)).toBe(true));

  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'evillocalhost',
    '192.168.1.21:3000',
    '127.0.0.1.evil.example',
    '[::2]:3000',
    '',
    'localhost:3000, evil.example',
    'localhost:port',
    'localhost:99999',
    '127.999.0.1',
    'user@localhost',
    'localhost/evil.example',
  ])('no other: %s', (host) => expect(check()(host)).toBe(false));

  test('those that are set: one, all below one, or any', () => {
    const set = check('0.0.0.0', ['lab.school.example', ' .trilane.example ']);
    for (const host of ['lab.school.example', 'a.b.trilane.example:8443', 'trilane.example'])
      expect(set(host)).toBe(true);
    for (const host of ['other.school.example', 'eviltrilane.example']) expect(set(host)).toBe(false);
    const any = check('0.0.0.0', ['*']);
    expect(any('evil.example')).toBe(true);
    // No address can be made from these.
    for (const host of ['evil.example:70000', 'a|b', 'a^b', '%']) expect(any(host)).toBe(false);
  });

  test('any, where no host is named: such a request comes from no browser', () =>
    expect(check()(undefined)).toBe(true));

  test('an address that the machine got meanwhile, and no longer by one that it lost', () => {
    let addresses = ['10.0.0.1'];
    let now = 0;
    const isHost = createHostCheck({
      listenHost: '0.0.0.0',
      addresses: () => addresses,
      machine: 'm',
      nowMs: () => now,
    });
    expect(isHost('10.0.0.1')).toBe(true);
    addresses = ['10.0.0.2'];
    now = 11_000;
    expect(isHost('10.0.0.2')).toBe(true);
    expect(isHost('10.0.0.1')).toBe(false);
  });

  test('the same, asked any number of times in any order', () => {
    const hosts = ['localhost:1', 'evil.example', '192.168.1.20', 'a.localhost', '[::1]:9', 'x'];
    const once = (host: string) => check()(host);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hosts), { maxLength: 200 }), (asked) => {
        const isHost = check();
        for (const host of asked) expect(isHost(host)).toBe(once(host));
      }),
    );
  });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.20', false],
  ['localhost.example', false],
])('only programs of this machine reach %s: %s', (host, expected) => expect(isLoopback(host)).toBe(expected));
