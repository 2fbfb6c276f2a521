import { createHash, randomBytes } from 'node:crypto';

/** The cookie that holds a visitor's token: what a visitor makes is theirs who has it. It says nothing about anybody. */
const VISITOR_COOKIE = 'trilane-visitor';

/** As long as browsers keep a cookie at most (RFC 6265bis), s. */
const KEPT_SECONDS = 400 * 24 * 3600;
const TOKEN = /^[\w-]{22}$/;
const TOKEN_BYTES = 16;
/** 128 bits: nobody's by chance. */
const OWNER_BYTES = 16;
const OWNER = /^[0-9a-f]{32}$/;

/** A token of its own for somebody who has none. */
export function newVisitorToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is kept beside the things that somebody made: from it the token cannot be found. */
export function ownerOf(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, OWNER_BYTES).toString('hex');
}

/** Whether a text is what `ownerOf` makes. */
export function isOwner(text: string): boolean {
  return OWNER.test(text);
}

/** The token in a `Cookie` header, if there is a whole one. */
export function visitorToken(cookies: string | null | undefined): string | undefined {
  const token = cookieIn(cookies, VISITOR_COOKIE);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

export function visitorCookie(token: string, isSecure: boolean): string {
  return cookie(VISITOR_COOKIE, token, { seconds: KEPT_SECONDS, sameSite: 'Lax', isSecure });
}

/** The value of a cookie in a `Cookie` header (RFC 6265, section 5.4). */
export function cookieIn(cookies: string | null | undefined, name: string): string | undefined {
  if (!cookies) return undefined;
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** A `Set-Cookie` header that no script reads. */
export function cookie(
  name: string,
  value: string,
  {
    seconds,
    sameSite,
    isSecure,
  }: { readonly seconds: number; readonly sameSite: 'Lax' | 'Strict'; readonly isSecure: boolean },
): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=${sameSite}${isSecure ? '; Secure' : ''}`;
}
