import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { DIRECTORY_SCHEMA, PERMISSIONS } from '../../src/emulator/directorySchema.ts';
import { emulate } from '../../src/emulator/emulate.ts';
import { findRoute } from '../../src/emulator/routes.ts';
import { SELECTORS } from '../../src/emulator/selectors.ts';
import { SETTINGS } from '../../src/emulator/settings.ts';
import { ACCOUNT_ID, someSettings } from '../support/directory.ts';
import { anEmulator, type TestAnswer, TESTS } from '../support/emulator.ts';
import { tableOf } from '../support/markdown.ts';

const DOCUMENT = readFileSync('docs/emulator.md', 'utf8');

/** A table of the document, the first one below a heading. */
function table(first: string, below = ''): string[][] {
  return tableOf(DOCUMENT.slice(DOCUMENT.indexOf(below)), first);
}

/** What stands between backticks. */
function codesIn(text = ''): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

function blocksOf(language: string): string[] {
  return [...DOCUMENT.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , text = '']) => text);
}

describe('the table of settings', () => {
  const rows = table('setting');
  const settings = Object.entries(z.toJSONSchema(SETTINGS, { io: 'input' }).properties ?? {});
  const defaults: Record<string, unknown> = SETTINGS.parse({});

  it('has each setting of the directory file, in its order', () => {
    expect(rows.map(([name]) => name)).toEqual(settings.map(([name]) => `\`${name}\``));
  });

  it('has their defaults', () => {
    expect(rows.map(([name, fallback]) => [name, fallback])).toEqual(
      settings.map(([name]) => {
        const value = defaults[name];
        const written = typeof value === 'string' ? value : JSON.stringify(value);
        return [`\`${name}\``, value === undefined ? 'none' : `\`${written}\``];
      }),
    );
  });

  it('has their values, where they are words', () => {
    const listed = settings.flatMap(([name, schema]) => {
      const values = valuesOf(schema);
      return values === undefined ? [] : [[name, values.map(String)]];
    });
    const told = new Map(rows.map(([name = '', , values]) => [name, codesIn(values)]));

    expect(listed.length).toBeGreaterThan(0);
    expect(listed).toEqual(listed.map(([name]) => [name, told.get(`\`${String(name)}\``)]));
  });

  it('says something of each', () => {
    expect(rows.filter(([, , values, why]) => !values || !why)).toEqual([]);
  });
});

/** The values of a setting that has only certain ones. */
function valuesOf(schema: z.core.JSONSchema._JSONSchema): unknown[] | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (schema.type === 'boolean') return [true, false];
  if (schema.anyOf) {
    return schema.anyOf.map((one) => (typeof one === 'boolean' ? one : one.const));
  }
  return (
    schema.enum ??
    (schema.items === undefined ? undefined : valuesOf(schema.items as z.core.JSONSchema.JSONSchema))
  );
}

describe('the tables of the directory file', () => {
  it('have each key, in its order', () => {
    const keys = table('key').map(([key]) => codesIn(key)[0]);

    expect(keys).toEqual(Object.keys(DIRECTORY_SCHEMA.shape));
  });

  it('have each key of a user', () => {
    const keys = table('key', '### Users').map(([key]) => codesIn(key)[0]);

    expect(keys.toSorted()).toEqual(Object.keys(DIRECTORY_SCHEMA.shape.users.element.shape).toSorted());
  });

  it('have each key of a crowd that is not one of a user', () => {
    const keys = table('key', '### Crowds').map(([key]) => codesIn(key)[0]);
    const { users, crowds } = DIRECTORY_SCHEMA.shape;
    const written = Object.keys(crowds.unwrap().element.shape);
    const ofUsers = Object.keys(users.element.shape).filter((key) => !['email', 'name', 'id'].includes(key));

    expect(written).toEqual([...keys, ...ofUsers]);
  });

  it('say by what each selector is decided', () => {
    const users = DOCUMENT.slice(DOCUMENT.indexOf('### Users'), DOCUMENT.indexOf('## Settings'));

    expect([...SELECTORS.keys()].filter((selector) => !codesIn(users).includes(selector))).toEqual([]);
  });
});

describe('the table of operations', () => {
  const rows = table('operation').map(([, request = '', permissions]) => {
    const [method = '', path = ''] = (codesIn(request)[0] ?? '').split(' ');
    return { method, path, permissions: codesIn(permissions) };
  });

  it.each(rows)('has $method $path and the permissions that it takes', ({ method, path, permissions }) => {
    const filled = path.replace('{account_id}', ACCOUNT_ID).replace('{zone_id}', 'a'.repeat(32));
    const able = PERMISSIONS.filter((permission) => {
      const { send } = anEmulator({
        zoneIds: new Set(['a'.repeat(32)]),
        apiTokens: [{ token: 'emulator-token', permissions: [permission], accountId: ACCOUNT_ID }],
      });
      return send({ method, path: `/client/v4${filled}` }).status !== 403;
    });

    expect(findRoute(method, filled)).toBeDefined();
    expect(able).toEqual(permissions);
  });

  it('has all nine', () => {
    expect(new Set(rows.map(({ method, path }) => `${method} ${path}`)).size).toBe(9);
  });
});

describe('the table of choices', () => {
  const startOf = (settings: Parameters<typeof someSettings>[0], ...policies: unknown[]): TestAnswer => {
    const { post } = anEmulator({ settings: someSettings(settings) });
    post({ policies: [{ name: 'All', decision: 'allow', include: [{ everyone: {} }] }] });
    return post({ policies });
  };
  const early = anEmulator({ settings: someSettings({ test_seconds: 1, users_before_end: 'refused' }) });
  const limited = anEmulator({ settings: someSettings({ rate_limit_requests: 1 }) });
  const all = { name: 'All', decision: 'allow', include: [{ everyone: {} }] };
  limited.send({});
  const answers: TestAnswer[] = [
    anEmulator().send({ path: '/client/v4/nowhere' }),
    anEmulator().get('0'),
    anEmulator().send({ path: TESTS.replace('policy-tests', 'apps/0/user_policy_checks') }),
    startOf({}, 'gone'),
    startOf({ test_seconds: 1, second_test: 409 }, all),
    early.get(early.start(all), '/users'),
    anEmulator({ settings: someSettings({ zero_trust: false }) }).get('0'),
    anEmulator().send({
      path: `${TESTS}/0`,
      headers: { 'x-auth-email': 'a@example.com', 'x-auth-key': 'x' },
    }),
    limited.send({}),
  ];

  it('has the statuses, codes and words of the emulator', () => {
    expect(table('case').map(([, ...cells]) => cells.flatMap(codesIn))).toEqual(
      answers.map(({ status, body }) => {
        const [error] = body['errors'] as { code: number; message: string }[];
        return [String(status), String(error?.code), error?.message];
      }),
    );
  });
});

describe('a block of the document', () => {
  it('of YAML is a directory', () => {
    const directories = blocksOf('yaml').map((text) => parseDirectory('docs/emulator.md', text));

    expect(directories.length).toBeGreaterThan(0);
    expect(directories.filter(({ users, crowds }) => users.length + crowds.length === 0)).toEqual([]);
  });

  it('of commands starts an emulator where the document says', async () => {
    const commands = blocksOf('sh').flatMap((text) => text.trim().split('\n'));
    expect(commands.length).toBeGreaterThan(0);

    for (const command of commands) {
      const [, file = '', port = ''] =
        /^node dist\/cli\/index\.js emulate (\S+) --port (\d+)$/.exec(command) ?? [];
      const { baseUrl, directory, close } = await emulate(file, readFileSync(file, 'utf8'), 0);
      await close();
      expect(DOCUMENT).toContain(`\`${baseUrl.replace(/:\d+/, `:${port}`)}\``);
      expect(DOCUMENT).toContain(`\`${directory.apiTokens[0]?.token ?? ''}\``);
    }
  });

  it('is of YAML or of commands', () => {
    expect(DOCUMENT.match(/^```/gm)).toHaveLength(2 * [...blocksOf('yaml'), ...blocksOf('sh')].length);
  });
});

it('links to files and headings that there are', () => {
  const links = [...DOCUMENT.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = '']) => target);
  const anchors = [...DOCUMENT.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) => `#${heading.toLowerCase().replaceAll(' ', '-')}`,
  );

  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !anchors.includes(link) && !existsSync(`docs/${link}`))).toEqual([]);
});
