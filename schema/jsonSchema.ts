/** What this folder reads and writes of a JSON Schema; editors know keywords beyond the standard. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  definitions?: Record<string, JsonSchema>;
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  examples?: readonly unknown[];
  enum?: readonly unknown[];
  enumDescriptions?: readonly string[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  minLength?: number;
  minProperties?: number;
  maxProperties?: number;
  format?: string;
  pattern?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: JsonSchema | boolean;
  allOf?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  dependencies?: Record<string, unknown>;
  /** What YAML's language server and VS Code offer to write. */
  defaultSnippets?: readonly Snippet[];
}

/** Something longer to write than one key, with places to fill in such as `${1:Grafana}`. */
export interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: unknown;
}

/** A property with its place, such as `definitions/test/properties/name`. */
export interface Property {
  readonly path: string;
  readonly property: JsonSchema;
}

/** All properties of a schema, at every level; not what merely forbids one. */
export function propertiesOf(schema: JsonSchema, path: readonly string[] = []): Property[] {
  const { properties = {}, definitions, $defs, items, allOf = [], anyOf = [], oneOf = [] } = schema;
  const inner: readonly (readonly [readonly string[], JsonSchema])[] = [
    ...named('definitions', definitions),
    ...named('$defs', $defs),
    ...named('properties', properties),
    ...(items ? [[['items'], items] as const] : []),
    ...Object.entries({ allOf, anyOf, oneOf }).flatMap(([key, list]) =>
      list.map((each, index) => [[key, String(index)], each] as const),
    ),
  ];
  return [
    ...Object.entries(properties).map(([key, property]) => ({
      path: [...path, 'properties', key].join('/'),
      property,
    })),
    ...inner.flatMap(([steps, each]) => propertiesOf(each, [...path, ...steps])),
  ];
}

function named(
  key: string,
  schemas: Record<string, JsonSchema> = {},
): (readonly [readonly string[], JsonSchema])[] {
  return Object.entries(schemas).map(([name, schema]) => [[key, name], schema] as const);
}
