import { code, page, plain, table } from './markdown.ts';
import { describeType, referenceOf, type Schema, titleOf } from './schemaType.ts';

const EXAMPLE = `version: 1

defaults: # for every test, unless it says otherwise
  thresholds:
    users_errored: { max: 0 }

tests:
  - name: Grafana
    policies:
      - id: 699d98642c564d2e855e9661899b7252 # a saved reusable policy
      - file: policies/grafana.json # one policy or a list, as the API takes them: JSON or YAML
      - policy: # written here
          name: Allow engineering
          decision: allow
          include: [{ email_domain: { domain: example.com } }]
      - application: f174e90a-fafe-4643-bbbc-4a0ed4fc8415 # the policies of a saved application, as they are now
    thresholds:
      percent_blocked: { max: 10 } # 0 to 100, exact from the counts
      total_users: { min: 50 }
      users_blocked: { max: 25, severity: warning } # shown, but does not fail
    expectations:
      - user: alice@example.com # an e-mail address in any case, or a user id
        status: approved # approved, blocked or error
      - users: ['*@contractor.example', '*@partner.example'] # globs on the address
        status: blocked
        at_least: 1 # how many must match, and somebody for each glob; 0 allows that nobody does
      - user: new.hire@example.com
        status: approved
        if_missing: warn # fail (default), warn or ignore: never logged in, so not in the test
        label: first day # shown instead of the address
        waiver: { until: 2026-12-31, owner: it-team, reason: joins in January }`;

/** The page on the config file, by its JSON Schema. */
export function renderConfig(schema: Schema): string {
  const definitions = schema.$defs ?? schema.definitions ?? {};
  return page(
    'Config',
    'Every key of the config file, `.github/access-policy-gate.yml` unless the input `config` says otherwise. All problems of a config are told at once, each with its line and column. Paths in it are relative to the workspace and may not leave it.',
    '[schema/config.schema.json](../../schema/config.schema.json) says the same to editors, which complete and check the file by it.',
    `\`\`\`yaml\n${EXAMPLE}\n\`\`\``,
    '## The file',
    renderSection(schema, definitions),
    ...Object.entries(definitions).flatMap(([name, definition]) => [
      `## ${titleOf(name)}`,
      ...(definition.description === undefined ? [] : [plain(definition.description)]),
      renderSection(definition, definitions),
    ]),
  );
}

/** The keys of a mapping, and which of them go together; else what may be written. */
type Definitions = Readonly<Record<string, Schema>>;

function renderSection(schema: Schema, definitions: Definitions): string {
  const rows = rowsOf(schema, '', definitions);
  const rest = (schema.anyOf ?? []).flatMap((one) =>
    one.properties === undefined ? [] : rowsOf(one, '', definitions),
  );
  const parts = [
    ...(schema.properties === undefined ? [`It is a ${describeType(schema)}.`] : []),
    ...(rows.length + rest.length === 0
      ? []
      : [table(['key', 'what it takes', 'default', 'meaning'], [...rows, ...rest])]),
    ...choicesOf(schema),
  ];
  return parts.join('\n\n');
}

/** A row for each key; keys of a mapping that has no section of its own come after it, with its key before theirs. */
function rowsOf(
  { properties = {}, required = [] }: Schema,
  before: string,
  definitions: Definitions,
): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = `${before}${name}`;
    const fallback =
      schema.default === undefined
        ? required.includes(name)
          ? 'required'
          : ''
        : code(JSON.stringify(schema.default).replaceAll('"', ''));
    const inner =
      referenceOf(schema) === undefined
        ? [...rowsOf(schema, `${key}.`, definitions), ...rowsOf(schema.items ?? {}, `${key}[].`, definitions)]
        : [];
    return [[code(key), describeType(schema), fallback, describe(schema, definitions)], ...inner];
  });
}

function describe(schema: Schema, definitions: Definitions): string {
  const of = definitions[referenceOf(schema) ?? ''];
  const description = plain(schema.description ?? of?.description ?? '');
  const [example] = schema.examples ?? [];
  if (example === undefined) return description;
  const written = typeof example === 'string' ? example : JSON.stringify(example);
  return `${description} Example: ${code(written)}`;
}

/** What a schema says of which keys there must be. */
function choicesOf(schema: Schema): string[] {
  const { oneOf = [], anyOf = [], dependencies = {} } = schema;
  const names = (choices: readonly (Schema | undefined)[]): string[] =>
    choices.flatMap((choice) =>
      choice?.required === undefined ? [] : [choice.required.map(code).join(' with ')],
    );
  const exactlyOne = names(oneOf);
  // "If not this, then that" is how a schema says "at least one" with a message of its own.
  const atLeastOne = names(schema.else === undefined ? anyOf : [schema.if, schema.else]);
  return [
    ...(exactlyOne.length > 1 ? [`Exactly one of them is needed: ${exactlyOne.join(', ')}.`] : []),
    ...(atLeastOne.length > 1 ? [`At least one of them is needed: ${atLeastOne.join(', ')}.`] : []),
    ...Object.values(dependencies).flatMap(({ errorMessage }) =>
      errorMessage === undefined ? [] : [plain(errorMessage).replaceAll(/"([\w.]+)"/g, '`$1`')],
    ),
  ];
}
