import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { JSON_TYPE } from '../engine/wire/oip';
import { ERROR_STATUS, type ErrorCode } from '../errors';
import { NAMED_SCHEMAS } from '../wire/named-schemas';
import { problem } from '../wire/problem-schema';
import { jsonAnswer } from './answer';
import { oipError } from './oip-schemas';
import type { Operation, Route, RouteAnswer, RouteBody } from './route';

/** Of an error under `/v2`, and elsewhere. */
const PROBLEM_TYPE = 'application/problem+json';
type FailureType = typeof JSON_TYPE | typeof PROBLEM_TYPE;
const TEXT = { type: 'string' } as const;

/** What stands before every operation (`lib/server/gate.ts`, `caller.ts`) may answer. */
const ANYWHERE: readonly ErrorCode[] = [
  'malformed-request',
  'cross-site',
  'body-too-slow',
  'wrong-host',
  'too-many-requests',
];

/** `GET /api/openapi.json`: describes these operations, and itself. */
export function openApiRoute(operations: readonly Operation[]): Route {
  const route: Route = {
    method: 'get',
    path: '/api/openapi.json',
    id: 'openApi',
    tag: 'About',
    summary: 'This description',
    answers: [{ status: 200, description: 'An OpenAPI 3.1 document.', content: { 'application/json': null } }],
    handler: () => jsonAnswer(document),
  };
  const document = describe([...operations, route]);
  return route;
}

function describe(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of [...operations].sort((left, right) => left.path.localeCompare(right.path))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeOperation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Trilane',
      version: packageJson.version,
      summary: packageJson.description,
      description:
        'Everything under /v2 is the Open Inference Protocol v2, which HTTP clients of KServe and Triton speak, with those of ' +
        "Triton's extensions that GET /v2 names. Anything may be refused by who asks, from where, how often and how slowly: see the " +
        'responses that all operations share. In a refusal "code" is the stable name of the reason; where Retry-After stands, come back after so many seconds.',
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    paths,
    components: { schemas: namedSchemas(), responses: commonResponses() },
  };
}

function describeOperation(route: Operation) {
  const parameters = [
    ...[...route.path.matchAll(/:(\w+)/g)].map((match) => ({
      name: match[1],
      in: 'path',
      required: true,
      schema: TEXT,
    })),
    ...queryParameters(route.query),
    ...Object.entries(route.headers ?? {}).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      schema: TEXT,
    })),
  ];
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.requestBody && { requestBody: { required: !route.requestBody.optional, ...body(route.requestBody) } }),
    responses: {
      ...Object.fromEntries(route.answers.map((answer) => [answer.status, success(answer)])),
      ...errors(route),
    },
  };
}

function success({ headers, ...answer }: RouteAnswer) {
  const described = Object.entries(headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return { ...body(answer), ...(headers && { headers: Object.fromEntries(described) }) };
}

function body({ description, content }: Partial<RouteBody>) {
  const entries = Object.entries(content ?? {}).map(([type, schema]) => [
    type,
    schema ? { schema: reference(schema) } : {},
  ]);
  return { description, ...(content && { content: Object.fromEntries(entries) }) };
}

/** One response a status, with the codes that share it; where these are those of all operations, theirs. */
function errors({ path, errors: own = [] }: Operation) {
  const type = path.startsWith('/v2') ? JSON_TYPE : PROBLEM_TYPE;
  const byStatus = groupByStatus([...own, ...ANYWHERE]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      codes.some((code) => own.includes(code))
        ? failure(codes, [type])
        : { $ref: `#/components/responses/${commonName(status)}` },
    ]),
  );
}

function commonResponses() {
  const types = [PROBLEM_TYPE, JSON_TYPE] as const;
  return Object.fromEntries(
    [...groupByStatus(ANYWHERE)].map(([status, codes]) => [commonName(status), failure(codes, types)]),
  );
}

const commonName = (status: number) => (STATUS_CODES[status] ?? String(status)).replace(/\W/g, '');

function failure(codes: readonly ErrorCode[], types: readonly FailureType[]) {
  const schema = (type: FailureType) => ({
    ...reference(type === JSON_TYPE ? oipError : problem),
    properties: { code: { enum: codes } },
  });
  return {
    description: `Code ${codes.join(', ')}.`,
    content: Object.fromEntries(types.map((type) => [type, { schema: schema(type) }])),
  };
}

function groupByStatus(codes: readonly ErrorCode[]): ReadonlyMap<number, readonly ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes))
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  return byStatus;
}

function queryParameters(query: z.ZodObject | undefined) {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function reference(schema: z.ZodType) {
  const id = NAMED_SCHEMAS.get(schema)?.id;
  return id ? { $ref: `#/components/schemas/${id}` } : z.toJSONSchema(schema);
}

function namedSchemas(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(NAMED_SCHEMAS, { uri: (id) => `#/components/schemas/${id}` });
  // $id and $schema are for documents of their own.
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, $schema, ...rest }]) => [id, rest]));
}
