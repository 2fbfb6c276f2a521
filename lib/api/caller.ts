import 'server-only';
import type { Context, MiddlewareHandler } from 'hono';
import { type Access, type Caller, NOBODY_ELSE } from '../access/access';
import { isOverTls } from '../access/forwarded';
import { visitorCookie } from '../access/visitor';
import { connectionOf } from './connection';

const CALLER = 'caller';
const LOOKING = ['GET', 'HEAD', 'OPTIONS'];
/** What a Lab sends by the dozen. */
const MEASURING = /^\/api\/(?:batches|meters|load-runs|fresh-starts)(?:\/|$)/;

/** Who sent the request, as `admitter` found out; without one, somebody whom nobody has to fear. */
export function callerOf(context: Context): Caller {
  return (context.get(CALLER) as Caller | undefined) ?? NOBODY_ELSE;
}

/** Whether cookies of the answer may be kept to TLS. */
export function isSecureRequest(context: Context): boolean {
  const proto = context.req.header('x-forwarded-proto');
  return isOverTls({ ...(proto && { 'x-forwarded-proto': proto }) }, connectionOf(context)?.incoming.socket ?? {});
}

/** Finds out who asks, and gives a visitor who makes something a token of their own. */
export function admitter(access: Access): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    const header = (name: string) => context.req.header(name);
    // Our own server has asked already whether it is welcome.
    const incoming = connectionOf(context)?.incoming;
    if (!incoming) access.requireWelcome(method, true, header);
    if (!path.startsWith('/api/')) return next();
    let caller = access.callerOf(header, incoming?.socket.remoteAddress ?? '');
    let token: string | undefined;
    if (!LOOKING.includes(method)) {
      if (!caller.isOperator) access.paces[MEASURING.test(path) ? 'measuring' : 'changes'].step(caller);
      if (caller.visitor === null) ({ caller, token } = access.newcomer(caller));
    }
    context.set(CALLER, caller);
    await next();
    if (token !== undefined && context.res.ok)
      context.res.headers.append('set-cookie', visitorCookie(token, isSecureRequest(context)));
  };
}
