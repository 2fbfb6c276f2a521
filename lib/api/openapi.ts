import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { ERROR_STATUS, type ErrorCode } from '../errors';
import { NAMED_SCHEMAS } from '../wire/named-schemas';
import { problem } from '../wire/problem-schema';
import { jsonAnswer } from './answer';
import { oipError } from './oip-schemas';
import type { Operation, Route, RouteAnswer, RouteBody } from './route';

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
        "Triton's extensions that GET /v2 names.",
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    paths,
    components: { schemas: namedSchemas() },
  };
}

function describeOperation(route: Operation) {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    ...(names.length > 0 && {
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    }),
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

/** One response a status; the codes that share it are listed in its description. */
function errors({ path, errors: codes = [] }: Operation) {
  const isOip = path.startsWith('/v2');
  const content = isOip
    ? { 'application/json': { schema: reference(oipError) } }
    : { 'application/problem+json': { schema: reference(problem) } };
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [status, { description: `Code ${same.join(', ')}.`, content }]),
  );
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
