/** As much of an OpenAPI 3.1 document as requests are made from, and answers judged by. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: JsonSchema;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: Readonly<Record<'schemas', Readonly<Record<string, JsonSchema>>>> &
    Readonly<Record<'responses', Readonly<Record<string, Answer>>>>;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Pick<Answer, 'content'>;
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly query: readonly Parameter[];
  /** By media type; nothing where it has no schema. */
  readonly body: Readonly<Record<string, JsonSchema | undefined>>;
  /** The codes of a status; of one that is no refusal: null. */
  readonly answers: ReadonlyMap<number, ReadonlySet<string> | null>;
}

export type Resolve = (schema: JsonSchema) => JsonSchema;

/** What the server says of itself. */
export function readDocument(document: unknown): {
  readonly operations: readonly Operation[];
  readonly resolve: Resolve;
} {
  const { paths, components } = document as OpenApi;
  const resolve: Resolve = (schema) => {
    const name = schema.$ref?.replace('#/components/schemas/', '');
    return name === undefined ? schema : resolve(components.schemas[name] ?? {});
  };
  const answerOf = (answer: Answer): Answer =>
    answer.$ref ? (components.responses[answer.$ref.replace('#/components/responses/', '')] ?? answer) : answer;
  const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, { operationId, parameters = [], requestBody, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query'),
      body: Object.fromEntries(Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema])),
      answers: new Map(
        Object.entries(responses).map(([status, answer]) => [
          Number(status),
          codesOf(Number(status), answerOf(answer)),
        ]),
      ),
    })),
  );
  return { operations, resolve };
}

function codesOf(status: number, { content = {} }: Answer): ReadonlySet<string> | null {
  if (status < 400) return null;
  const [first] = Object.values(content);
  return new Set((first?.schema?.properties?.code?.enum ?? []) as string[]);
}
