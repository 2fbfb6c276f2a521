/** As much of an OpenAPI 3.1 document as the page shows. */
export interface OpenApiDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Response>>;
}

interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Response extends Body {
  readonly headers?: Readonly<Record<string, { readonly description?: string }>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Endpoint extends Operation {
  readonly method: string;
  readonly path: string;
}

export interface EndpointGroup {
  readonly tag: string;
  readonly endpoints: readonly Endpoint[];
}

/** The operations by tag: first the tags of `order`, then what else there is. */
export function groupEndpoints(document: OpenApiDocument, order: readonly string[]): readonly EndpointGroup[] {
  const groups = new Map<string, Endpoint[]>(order.map((tag) => [tag, []]));
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags[0] ?? '';
      groups.set(tag, [...(groups.get(tag) ?? []), { ...operation, method: method.toUpperCase(), path }]);
    }
  }
  return [...groups].map(([tag, endpoints]) => ({ tag, endpoints })).filter(({ endpoints }) => endpoints.length > 0);
}
