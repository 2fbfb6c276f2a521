import type { Context } from 'hono';
import type { z } from 'zod';
import type { ErrorCode } from '../errors';

/** What everything that needs the database may answer. */
export const UNAVAILABLE = [
  'database-unavailable',
  'database-newer',
  'not-ready',
] as const satisfies readonly ErrorCode[];
/** What all that takes a small JSON body may answer. */
export const MALFORMED = [
  'malformed-json',
  'malformed-request',
  'too-large',
  'wrong-media-type',
] as const satisfies readonly ErrorCode[];
/** What may be answered where something is made that takes room. */
export const NO_ROOM = [
  'operator-key-needed',
  'switched-off',
  'share-used-up',
  'storage-full',
] as const satisfies readonly ErrorCode[];

/** One operation of the API, as `/api/openapi.json` describes it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Hono writes it: `/v2/models/:model`. */
  readonly path: string;
  readonly id: string;
  readonly tag: 'Inference' | 'Models' | 'Measuring' | 'About' | 'Batches' | 'Batch system' | 'Operator';
  readonly summary: string;
  readonly description?: string;
  /** Of the address, behind `?`. */
  readonly query?: z.ZodObject;
  /** Request headers that mean something here, with what they mean. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestBody?: RouteBody;
  readonly answers: readonly RouteAnswer[];
  readonly errors?: readonly ErrorCode[];
}

/** What is mounted and what is described, in one place. */
export interface Route extends Operation {
  readonly handler: (context: Context) => Response | Promise<Response>;
}

export interface RouteBody {
  readonly description: string;
  /** By media type; null where there is no schema, as for raw bytes. */
  readonly content: Readonly<Record<string, z.ZodType | null>>;
  /** A request may come without it. */
  readonly optional?: boolean;
}

export interface RouteAnswer extends Partial<RouteBody> {
  readonly status: number;
  readonly description: string;
  readonly headers?: Readonly<Record<string, string>>;
}
