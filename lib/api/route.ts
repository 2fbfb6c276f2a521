import type { Context } from 'hono';
import type { z } from 'zod';
import type { ErrorCode } from '../errors';

/** One operation of the API, as `/api/openapi.json` describes it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Hono writes it: `/v2/models/:model`. */
  readonly path: string;
  readonly id: string;
  readonly tag: 'Inference' | 'Models' | 'Measuring' | 'About' | 'Batches' | 'Batch system' | 'Operator';
  readonly summary: string;
  readonly description?: string;
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
