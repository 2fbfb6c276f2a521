import type { OpenApiDocument, Schema } from './open-api';

export interface SchemaField {
  /** Where the value stands: `inputs[].shape[]`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const DEEPEST = 6;

/** A schema as a flat list of its fields, outer before inner; a list and what it holds share one line where they can. */
export function schemaFields(document: OpenApiDocument, schema: Schema): readonly SchemaField[] {
  return inner(document, schema, '', DEEPEST).map((entry) => ({ ...entry, name: entry.name.replace(/^\./, '') }));
}

function fieldsOf(document: OpenApiDocument, given: Schema, prefix: string, depth: number): readonly SchemaField[] {
  const schema = resolve(document, given);
  if (depth === 0) return [];
  const choices = schema.oneOf ?? schema.anyOf ?? [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix + name;
    const required = schema.required?.includes(name) ?? false;
    return [field(document, property, path, required), ...inner(document, property, path, depth - 1)];
  });
  return withoutRepeats([...own, ...choices.flatMap((choice) => fieldsOf(document, choice, prefix, depth))]);
}

function inner(document: OpenApiDocument, given: Schema, path: string, depth: number): readonly SchemaField[] {
  const schema = resolve(document, given);
  return schema.items
    ? fieldsOf(document, schema.items, `${path}[].`, depth)
    : fieldsOf(document, schema, `${path}.`, depth);
}

function field(document: OpenApiDocument, given: Schema, name: string, required: boolean): SchemaField {
  const schema = resolve(document, given);
  return { name, type: typeOf(document, schema), required, description: given.description ?? schema.description ?? '' };
}

function typeOf(document: OpenApiDocument, given: Schema): string {
  const schema = resolve(document, given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return [...new Set(choices.map((choice) => typeOf(document, choice)))].join(' | ');
  if (schema.items) return `${typeOf(document, schema.items)}[]`;
  // A long list of allowed words says less than its kind.
  if (schema.enum && schema.enum.length <= 6) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  return [schema.type ?? 'any'].flat().join(' | ');
}

function resolve(document: OpenApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return (name && document.components?.schemas?.[name]) || schema;
}

/** Choices of a union often share fields. */
function withoutRepeats(fields: readonly SchemaField[]): readonly SchemaField[] {
  return [...new Map(fields.map((each) => [`${each.name} ${each.type}`, each])).values()];
}
