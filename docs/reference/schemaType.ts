import { code } from './markdown.ts';

/** The part of JSON Schema that the schema of the config has. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly if?: Schema;
  readonly else?: Schema;
  /** What goes or does not go with a key, in words. */
  readonly dependencies?: Readonly<Record<string, { readonly errorMessage?: string }>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The definition that a schema stands for, by its name; undefined where it says itself what it is. */
export function referenceOf({ $ref, allOf }: Schema): string | undefined {
  const [only, ...others] = allOf ?? [];
  const reference = $ref ?? (others.length === 0 ? only?.$ref : undefined);
  return reference?.split('/').at(-1);
}

/** A definition's name as the heading of its section. */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** What may be written in a place, in words. */
export function describeType(schema: Schema): string {
  const reference = referenceOf(schema);
  if (reference !== undefined) {
    const title = titleOf(reference);
    return `[${title.toLowerCase()}](#${title.toLowerCase().replaceAll(' ', '-')})`;
  }
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ');
  const [only, ...others] = schema.allOf ?? [];
  if (only !== undefined && others.length === 0 && schema.type === undefined) return describeType(only);
  const alternatives = (schema.anyOf ?? []).filter(
    (one) => one.type !== undefined || referenceOf(one) !== undefined,
  );
  if (schema.type === undefined && alternatives.length > 0)
    return [...new Set(alternatives.map(describeType))].join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${schema.items === undefined ? 'anything' : describeType(schema.items)}`;
    case 'integer':
      return `whole number${rangeOf(schema)}`;
    case 'number':
      return `number${rangeOf(schema)}`;
    case 'string':
      return schema.format === 'date' ? 'date' : 'text';
    case 'object':
      return 'mapping';
    default:
      return schema.type ?? 'anything';
  }
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `, ${String(minimum)} to ${String(maximum)}`;
  return minimum === undefined ? '' : `, ${String(minimum)} or more`;
}
