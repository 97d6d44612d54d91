/** What a field of an answer comes from: a value, a list, more fields, or a function of the arguments. */
export type Field =
  | string
  | number
  | boolean
  | null
  | readonly Field[]
  | { readonly [name: string]: Field }
  | ((parameters: Readonly<Record<string, unknown>>) => Field);

type Answer = string | number | boolean | null | readonly Answer[] | { readonly [name: string]: Answer };

/** A variable and its type as a query declares it, with `!` where it must be given. */
interface Declaration {
  readonly type: string;
  readonly isRequired: boolean;
}

/** A field that is asked for, with the names of the variables that it is given. */
interface Selection {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly selections: readonly Selection[];
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Int: Number.isInteger,
};

/**
 * Answers a query from `root` as far as ours need it: one operation, fields with variables as arguments, no fragments.
 * What GraphQL would not take is thrown: a text that cannot be parsed, a field that is not there, variables that are
 * not declared, missing or of another type, an object of which nothing is asked.
 */
export function answerQuery(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  root: { readonly [name: string]: Field },
): Answer {
  const { declarations, selections } = parseQuery(query);
  for (const [name, { type, isRequired }] of Object.entries(declarations)) {
    const value = variables[name] ?? null;
    if (value === null ? isRequired : TYPES[type]?.(value) !== true) {
      throw new Error(`Variable $${name} of type ${type}${isRequired ? '!' : ''} was provided invalid value`);
    }
  }
  const unknown = Object.keys(variables).find((name) => !(name in declarations));
  if (unknown !== undefined) throw new Error(`Variable $${unknown} is not declared`);
  const valueOf = (name: string): unknown => {
    if (!(name in declarations)) throw new Error(`Variable $${name} is used but not declared`);
    return variables[name] ?? null;
  };
  return answerFields(root, selections, valueOf);
}

function answerFields(
  field: Field,
  selections: readonly Selection[],
  valueOf: (name: string) => unknown,
): Answer {
  if (typeof field === 'function') throw new Error('A function is called before it is answered.');
  if (isList(field)) return field.map((item) => answerFields(item, selections, valueOf));
  if (field === null) return null;
  if (typeof field !== 'object') {
    if (selections.length > 0) throw new Error('Selections can not be made on scalars');
    return field;
  }
  if (selections.length === 0) throw new Error('Objects must have selections');
  return Object.fromEntries(
    selections.map(({ name, variables, selections: inner }) => {
      const wanted = field[name];
      if (wanted === undefined) throw new Error(`Field '${name}' doesn't exist`);
      const parameters = Object.fromEntries(
        Object.entries(variables).map(([parameter, variable]) => [parameter, valueOf(variable)]),
      );
      return [name, answerFields(typeof wanted === 'function' ? wanted(parameters) : wanted, inner, valueOf)];
    }),
  );
}

function isList(field: Field): field is readonly Field[] {
  return Array.isArray(field);
}

function parseQuery(query: string): {
  declarations: Readonly<Record<string, Declaration>>;
  selections: readonly Selection[];
} {
  const tokens = query.match(/\$?\w+|[^\s,]/g) ?? [];
  let place = 0;
  const next = (pattern: RegExp): string => {
    const token = tokens[place++] ?? 'end of file';
    if (!pattern.test(token)) throw new Error(`Parse error on ${token}, expected ${pattern.source}`);
    return token;
  };
  /** What stands between two signs, if the first is there. */
  const between = <Item>(open: string, close: string, read: () => Item): Item[] => {
    const items: Item[] = [];
    if (tokens[place] !== open) return items;
    place++;
    while (tokens[place] !== close) items.push(read());
    place++;
    return items;
  };
  const readDeclaration = (): [string, Declaration] => {
    const name = next(/^\$\w+$/).slice(1);
    next(/^:$/);
    const type = next(/^[A-Z]\w*$/);
    const isRequired = tokens[place] === '!';
    if (isRequired) place++;
    return [name, { type, isRequired }];
  };
  const readParameter = (): [string, string] => {
    const name = next(/^\w+$/);
    next(/^:$/);
    return [name, next(/^\$\w+$/).slice(1)];
  };
  const readSelection = (): Selection => ({
    name: next(/^\w+$/),
    variables: Object.fromEntries(between('(', ')', readParameter)),
    selections: between('{', '}', readSelection),
  });

  next(/^query$/);
  const declarations = Object.fromEntries(between('(', ')', readDeclaration));
  const selections = between('{', '}', readSelection);
  if (place !== tokens.length || selections.length === 0) throw new Error('Parse error after the query');
  return { declarations, selections };
}
