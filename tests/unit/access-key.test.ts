import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAccess, requireOperator, requireOwn } from '@/lib/access/access';
import { PACES } from '@/lib/access/limits';
import { createOperatorKey, findOperatorKey } from '@/lib/access/operator-key';
import { TooFast } from '@/lib/access/pace';
import { cookieIn, newVisitorToken, ownerOf, visitorCookie, visitorToken } from '@/lib/access/visitor';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'trilane-key-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true });
});

describe("The operator's key", () => {
  test('is made once, readable by its owner alone, and the same ever after', () => {
    const root = join(folder(), 'data');
    const made = findOperatorKey(root, undefined);
    expect(made).toMatchObject({ from: 'made', text: expect.stringMatching(/^[\w-]{24}$/) });
    const file = join(root, 'operator-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    expect(findOperatorKey(root, undefined)).toEqual({ from: 'file', text: made.text, file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('of a variable comes first; one that can be guessed is refused in words', () => {
    const root = folder();
    writeFileSync(join(root, 'operator-key'), 'the key of the file\n');
    expect(findOperatorKey(root, 'the key of the variable').from).toBe('variable');
    expect(() => findOperatorKey(root, 'secret')).toThrow(/at least 12 characters/);
  });

  test('holds for one run where it cannot be kept', () => {
    const root = folder();
    writeFileSync(join(root, 'file'), '');
    expect(findOperatorKey(join(root, 'file'), undefined).from).toBe('made, not kept');
  });

  test('is carried by itself or by a session, and by nothing else', () => {
    let nowMs = 1_000_000;
    const key = createOperatorKey('a-very-long-key', () => nowMs);
    const other = createOperatorKey('another-long-key', () => nowMs);
    expect(key.isCarried({ authorization: 'Bearer a-very-long-key' })).toBe(true);
    expect(key.isCarried({ authorization: 'bearer a-very-long-key' })).toBe(true);
    for (const authorization of ['Bearer another-long-key', 'Basic a-very-long-key', 'a-very-long-key', 'Bearer', null])
      expect(key.isCarried({ authorization }), String(authorization)).toBe(false);
    const session = key.session(true, true);
    expect(session).toMatch(/; HttpOnly; SameSite=Strict; Secure$/);
    const cookie = session.split(';', 1)[0] ?? '';
    expect(key.isCarried({ cookie: `x=1; ${cookie}` })).toBe(true);
    expect(other.isCarried({ cookie })).toBe(false);
    const [name, value = ''] = cookie.split('=');
    const [until = '', seal = ''] = value.split('.');
    // Nobody lengthens a session.
    expect(key.isCarried({ cookie: `${name}=${Number(until) + 1}.${seal}` })).toBe(false);
    nowMs = Number(until) + 1;
    expect(key.isCarried({ cookie })).toBe(false);
    expect(key.session(false, false)).toMatch(/^trilane-operator=; Path=\/; Max-Age=0;/);
  });
});

describe('A visitor', () => {
  test('is known by a token from which the owner of things follows, and not the other way round', () => {
    const token = newVisitorToken();
    const cookie = visitorCookie(token, false);
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(visitorToken(cookie.split(';', 1)[0])).toBe(token);
    expect(ownerOf(token)).toMatch(/^[0-9a-f]{32}$/);
    expect(ownerOf(token)).not.toContain(token);
    expect(newVisitorToken()).not.toBe(token);
  });

  test.each([
    undefined,
    '',
    'trilane-visitor=',
    'trilane-visitor=short',
    'x-trilane-visitor=AAAAAAAAAAAAAAAAAAAAAA',
    'trilane-visitor=AAAAAAAAAAAAAAAAAAAAA!',
  ])('has no token in %s', (cookies) => expect(visitorToken(cookies)).toBeUndefined());

  test('cookies are told apart by their whole names', () => expect(cookieIn('ab=1; b=2 ;b=3', 'b')).toBe('2'));
});

describe('Who may change a thing', () => {
  const made = { visitor: 'a', isOperator: false, address: '' };

  test('is whoever made it, or the operator', () => {
    requireOwn(made, 'a', 'This job');
    requireOwn({ ...made, visitor: null, isOperator: true }, 'b', 'This job');
    expect(() => requireOwn(made, 'b', 'This job')).toThrow(/This job was made in another browser/);
    expect(() => requireOwn(made, null, 'This job')).toThrow(/operator/);
    // Two who sent no token are not the same.
    expect(() => requireOwn({ ...made, visitor: null }, null, 'This job')).toThrow(/operator/);
    expect(() => requireOperator(made, 'A schedule')).toThrow("A schedule takes the operator's key.");
  });

  test('on a server that only its own machine reaches, everybody', () => {
    const access = createAccess({ listenHost: '127.0.0.1', dataRoot: folder() });
    expect(access).toMatchObject({ isShared: false, operator: null, key: null });
    expect(access.callerOf(() => undefined, '').isOperator).toBe(true);
  });

  test.each([
    { listenHost: '0.0.0.0' },
    { listenHost: '192.168.1.20' },
    { names: ['lab.example'] },
    { operatorKey: 'a-very-long-key' },
  ])('on one that others reach (%o), only with the key', (options) => {
    const access = createAccess({ ...options, dataRoot: folder() });
    expect(access.isShared).toBe(true);
    expect(access.callerOf(() => undefined, '').isOperator).toBe(false);
    const header = (name: string) => (name === 'authorization' ? `Bearer ${access.key?.text}` : undefined);
    expect(access.callerOf(header, '').isOperator).toBe(true);
  });

  test('who may not try keys out in the header of any request: after so many guesses none is looked at for a while', () => {
    const access = createAccess({ listenHost: '0.0.0.0', operatorKey: 'a-very-long-key', dataRoot: folder() });
    const operator = access.operator?.session(true, false).split(';', 1)[0];
    const by = (headers: Readonly<Record<string, string | undefined>>, address = '10.0.0.1') =>
      access.callerOf((name) => headers[name], address).isOperator;
    const guess = (key: string) => by({ authorization: `Bearer ${key}` });
    expect(guess('a-very-long-key')).toBe(true);
    for (let guesses = 0; guesses < PACES.keys.perAddress.burst; guesses++)
      expect(guess(`guess-${guesses}`)).toBe(false);
    // The right one is no exception, or guessing would go on.
    for (const key of ['one-more', 'a-very-long-key']) expect(() => guess(key)).toThrow(TooFast);
    // A session that is open is not concerned, nor is who sits elsewhere.
    expect(by({ cookie: operator, authorization: 'Bearer x' })).toBe(true);
    expect(by({ authorization: 'Bearer a-very-long-key' }, '10.0.0.2')).toBe(true);
    expect(access.refusals()['wrong-key']).toBe(PACES.keys.perAddress.burst);
  });
});
