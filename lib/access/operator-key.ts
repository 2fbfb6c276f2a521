import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cookie, cookieIn } from './visitor';

/** Who has it runs this server: may change what others made, and is under no share. */
export interface OperatorKey {
  /** Nobody guesses it however often they may try: so that wrong guesses of others need not keep out whoever has it. */
  readonly isLong: boolean;
  /** Whether a text is the key. Takes as long for a wrong one as for the right one. */
  is(text: string): boolean;
  /** Whether a request carries the key (`Authorization: Bearer …`) or a session that was opened with it. */
  isCarried(headers: { readonly authorization?: string | null; readonly cookie?: string | null }): boolean;
  /** A `Set-Cookie` header that opens a session, or ends it. */
  session(open: boolean, isSecure: boolean): string;
}

/** Where a key came from: a variable, its file, or just made, which is when it is told. */
export interface FoundKey {
  readonly text: string;
  readonly from: 'variable' | 'file' | 'made' | 'made, not kept';
  /** Where it is kept, if it is. */
  readonly file?: string;
}

const SESSION_COOKIE = 'trilane-operator';
/** A school day. s */
const SESSION_SECONDS = 12 * 3600;
const KEY_BYTES = 18;
const FILE = 'operator-key';
/** Shorter ones can be guessed. */
const SHORTEST_KEY = 12;
/** 20 letters are 94 bits if they are drawn; a key that we make has 24. */
const LONG_KEY = 20;

/** @param nowMs for tests */
export function createOperatorKey(text: string, nowMs: () => number = Date.now): OperatorKey {
  const known = digest(text);
  const sealed = (untilMs: number) =>
    createHmac('sha256', text).update(`operator until ${untilMs}`).digest('base64url');
  const is = (candidate: string) => timingSafeEqual(digest(candidate), known);
  const isSession = (value: string | undefined): boolean => {
    const [until = '', seal = ''] = value?.split('.') ?? [];
    if (!/^\d{1,15}$/.test(until) || Number(until) < nowMs()) return false;
    return timingSafeEqual(digest(seal), digest(sealed(Number(until))));
  };
  return {
    isLong: text.length >= LONG_KEY,
    is,
    isCarried({ authorization, cookie: cookies }) {
      const bearer = bearerIn(authorization);
      return (bearer !== undefined && is(bearer)) || isSession(cookieIn(cookies, SESSION_COOKIE));
    },
    session(open, isSecure) {
      const untilMs = Math.floor(nowMs()) + SESSION_SECONDS * 1000;
      const value = open ? `${untilMs}.${sealed(untilMs)}` : '';
      return cookie(SESSION_COOKIE, value, { seconds: open ? SESSION_SECONDS : 0, sameSite: 'Strict', isSecure });
    },
  };
}

/** The token of an `Authorization` header (RFC 6750, section 2.1). */
export function bearerIn(authorization: string | null | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The key of a server: of the variable, else of the file in its data folder, which is made at the first start and readable by its owner alone.
 * @throws Error in words, where the variable holds a key that can be guessed
 */
export function findOperatorKey(dataRoot: string, variable: string | undefined): FoundKey {
  if (variable) {
    if (variable.length < SHORTEST_KEY)
      throw new Error(`TRILANE_OPERATOR_KEY has to have at least ${SHORTEST_KEY} characters.`);
    return { text: variable, from: 'variable' };
  }
  const file = join(dataRoot, FILE);
  const kept = readKey(file);
  if (kept !== undefined) return { text: kept, from: 'file', file };
  const text = randomBytes(KEY_BYTES).toString('base64url');
  try {
    mkdirSync(dataRoot, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return { text, from: 'made', file };
  } catch {
    // Another server of this folder may have been quicker.
    const theirs = readKey(file);
    return theirs === undefined ? { text, from: 'made, not kept' } : { text: theirs, from: 'file', file };
  }
}

function readKey(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text.length < SHORTEST_KEY) return undefined;
    chmodSync(file, 0o600);
    return text;
  } catch {
    return undefined;
  }
}
