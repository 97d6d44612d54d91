import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDocument, stringify, visit } from 'yaml';
import { createSchemas } from '../../schema/documents.ts';
import { type JsonSchema, propertiesOf } from '../../schema/jsonSchema.ts';
import { METRICS, PLAN_RULES, POLICY_RULES } from '../../src/verdict/assertion.ts';
import { RULES } from '../contract/rules.ts';
import { type LanguageServer, LOCAL_SCHEMA, startLanguageServer } from '../support/languageServer.ts';
import { problemsOf } from '../support/configs.ts';

const waiver = { until: '2026-12-31', owner: 'it-team', reason: 'joins in January' };
const WARNINGS = (rules: readonly string[]) => Object.fromEntries(rules.map((rule) => [rule, 'warning']));

/** A config with every key that there is. */
const EVERYTHING = stringify({
  version: 1,
  defaults: {
    explain: 3,
    thresholds: Object.fromEntries(
      METRICS.map((metric) => [metric, { min: 0, max: 50, severity: 'warning', waiver }]),
    ),
    expectations: [{ user: 'alice@example.com', status: 'approved', if_missing: 'warn', label: 'Alice' }],
    policy_findings: WARNINGS([...POLICY_RULES, ...PLAN_RULES]),
  },
  tests: [
    {
      name: 'Grafana',
      policies: [
        { id: '699d98642c564d2e855e9661899b7252' },
        { file: 'policies/grafana.json' },
        { terraform: 'cloudflare_zero_trust_access_policy.allow' },
        { application: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415' },
        {
          policy: {
            name: 'Allow engineering',
            decision: 'allow',
            include: RULES,
            require: RULES.slice(0, 1),
            exclude: RULES.slice(0, 1),
            session_duration: '24h',
            approval_required: true,
            approval_groups: [
              { approvals_needed: 1, email_addresses: ['a@example.com'], email_list_uuid: 'x' },
            ],
            isolation_required: true,
            purpose_justification_required: true,
            purpose_justification_prompt: 'Why?',
            mfa_config: { allowed_authenticators: ['totp'], mfa_disabled: false, session_duration: '24h' },
            connection_rules: {
              rdp: {
                allowed_clipboard_local_to_remote_formats: ['text'],
                allowed_clipboard_remote_to_local_formats: ['text'],
              },
            },
          },
        },
      ],
      baseline: { snapshot: 'access-policy-snapshot.json' },
      explain: 0,
      thresholds: { users_lost: { max: 0 } },
      expectations: [
        { users: '*@example.com', status: 'approved', at_least: 2, severity: 'warning', waiver },
      ],
      policy_findings: WARNINGS(POLICY_RULES),
    },
    { from_plan: '*' },
  ],
  application_checks: [
    {
      name: 'Alice reaches the wiki',
      app_id: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
      zone_id: '023e105f4ecef8ad9ca31a8372d0c353',
      expect: {
        user: 'alice@example.com',
        status: 'Success',
        policies: [{ precedence: 1, status: 'Success' }],
      },
    },
  ],
});

const schema = createSchemas()['config.schema.json'] as JsonSchema;

let server: LanguageServer;

beforeAll(async () => {
  server = await startLanguageServer(LOCAL_SCHEMA);
});

afterAll(() => server.stop());

test('hovering over any key tells what it means', async () => {
  const opened = await server.open(EVERYTHING);
  expect(opened.diagnostics).toEqual([]);
  expect(problemsOf('gate.yml', EVERYTHING)).toEqual([]);

  const keys = offsetsOfKeys(EVERYTHING);
  const told = new Map<string, string>();
  for (const [key, offset] of keys)
    told.set(`${key} ${String(offset)}`, unescape(await opened.hover(offset)));

  const untold = propertiesOf(schema).flatMap(({ path, property }) => {
    const key = path.split('/').at(-1) ?? '';
    const description = descriptionOf(property);
    const shown = [...told].some(
      ([where, text]) => where.startsWith(`${key} `) && text.includes(description),
    );
    return shown ? [] : [path];
  });
  expect(untold).toEqual([]);
  expect([...told].filter(([, text]) => text === '')).toEqual([]);
});

/** Of a definition that a property only refers to, the definition's. */
function descriptionOf({ description, $ref }: JsonSchema): string {
  return description ?? schema.definitions?.[$ref?.split('/').at(-1) ?? '']?.description ?? 'nothing';
}

function offsetsOfKeys(text: string): [key: string, offset: number][] {
  const keys: [string, number][] = [];
  visit(parseDocument(text), {
    Scalar(position, { value, range }) {
      // Before its first character ends what stands there.
      if (position === 'key' && range) keys.push([String(value), range[0] + 1]);
    },
  });
  return keys;
}

/** Markdown without the backslashes that keep it from being markup. */
function unescape(markdown: string): string {
  return markdown.replaceAll(/\\([\\`*_{}[\]#+!])/g, '$1');
}
