import { describe, expect, it } from '@jest/globals';
import { listUsers, MAX_CHARACTERS, MAX_USERS } from '../../src/access/users.ts';
import { decodeEnvelope, decodeUsersPage, MAX_IDENTITY } from '../../src/access/wire.ts';
import { MAX_DEPTH, MAX_PER_PAGE } from '../../src/limits.ts';
import { isNestedDeeper } from '../../src/nesting.ts';
import { type User } from '../../src/verdict/user.ts';
import { aClient, aReply, rejectionOf, success } from '../support/access.ts';
import { COMPANY, runScenario } from '../support/scenario.ts';

const CONFIG = `version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    expectations: [{ users: '*@example.com', status: approved }]
`;

const nested = (depth: number, open = '[', close = ']') => `${open.repeat(depth)}1${close.repeat(depth)}`;

describe('the depth of a JSON text', () => {
  it.each<[string, string, number, boolean]>([
    ['is that of its lists', '[[1],[2]]', 2, false],
    ['is that of its lists and mappings', '[{"a":[1]}]', 2, true],
    ['does not count what is in strings', '["[[[[", "\\"[[[["]', 1, false],
    ['does not count what is in a string that does not end', '["[[[[', 1, false],
    ['goes on after a string that ends with a backslash', '["\\\\", [[1]]]', 2, true],
    ['counts what is open at the same time', `[${'[],'.repeat(1000)}1]`, 2, false],
    ['is found in what does not end', '['.repeat(1_000_000), MAX_DEPTH, true],
  ])('%s', (_, text, maxDepth, deeper) => {
    expect(isNestedDeeper(text, maxDepth)).toBe(deeper);
  });
});

describe('an answer', () => {
  it.each([
    ['lists', nested(100_000)],
    ['mappings', nested(100_000, '{"a":', '}')],
    ['lists that do not end', '['.repeat(100_000)],
  ])('of deep %s is none, and is not walked over', (_, result) => {
    const body = `{"success":true,"errors":[],"messages":[],"result":${result}}`;
    expect(() => decodeEnvelope(body)).toThrow('has more than 100 lists and mappings in one another');
  });

  it('as deep as it may be is read', () => {
    const body = (depth: number) => `{"success":true,"errors":[],"messages":[],"result":${nested(depth)}}`;
    expect(decodeEnvelope(body(MAX_DEPTH - 1)).success).toBe(true);
    expect(() => decodeEnvelope(body(MAX_DEPTH))).toThrow('in one another');
  });

  it('with a number of a million digits, or a million keys, has not the documented shape', () => {
    const keys = Array.from({ length: 1_000_000 }, (_, index) => `"k${String(index)}":0`).join(',');
    expect(decodeEnvelope(`{"success":true,"errors":null,"result":{${keys}}}`).success).toBe(true);
    expect(() => decodeUsersPage({ id: '9'.repeat(10) })).toThrow('has not the documented shape');
    expect(decodeEnvelope(`{"success":true,"errors":null,"result":${'9'.repeat(1_000_000)}}`).result).toBe(
      Infinity,
    );
  });

  it.each(['id', 'email'])('with a longer %s than anybody has is not believed', (field) => {
    const row = (length: number) => ({ [field]: 'x'.repeat(length), status: 'approved' });
    expect(decodeUsersPage([row(MAX_IDENTITY)])).toHaveLength(1);
    expect(() => decodeUsersPage([row(MAX_IDENTITY + 1)])).toThrow(`0.${field}: `);
  });

  it('with ten million rows is refused before each is looked at', () => {
    const rows: unknown[] = new Array<unknown>(10_000_000).fill(0);
    expect(() => decodeUsersPage(rows)).toThrow('has 10000000 rows, more than a page can have');
  });
});

describe('a list of users', () => {
  it('that is longer than can be judged ends', async () => {
    const page: readonly User[] = Array.from({ length: MAX_PER_PAGE }, () => ({
      id: 'x',
      status: 'blocked',
    }));
    const { limits } = aClient([success([])]);
    let listed = 0;
    const list = async () => {
      const client = { announcePages: () => undefined, readUsersPage: () => Promise.resolve(page) };
      for await (const users of listUsers(client, 'f1a2', { total: 9 * MAX_USERS }, limits))
        listed += users.length;
    };
    expect(await rejectionOf(list())).toMatchObject({
      code: 'test',
      message: expect.stringContaining('lists more than 2,000,000 users'),
    });
    expect(listed).toBe(MAX_USERS);
  });
});

describe('a list of users with long ids and addresses', () => {
  it('ends before they take all the memory', async () => {
    const page: readonly User[] = Array.from({ length: MAX_PER_PAGE }, () => ({
      id: 'x'.repeat(MAX_IDENTITY - 120),
      email: 'y'.repeat(MAX_IDENTITY - 120),
      status: 'blocked',
    }));
    const { limits } = aClient([success([])]);
    let listed = 0;
    const list = async () => {
      const client = { announcePages: () => undefined, readUsersPage: () => Promise.resolve(page) };
      for await (const users of listUsers(client, 'f1a2', { total: MAX_USERS }, limits))
        listed += users.length;
    };
    expect(await rejectionOf(list())).toMatchObject({
      code: 'test',
      message: expect.stringContaining('have more than 200,000,000 characters'),
    });
    expect(listed).toBe(MAX_CHARACTERS / 400);
  });
});

describe('a run whose users page', () => {
  const rows = COMPANY.users.map(({ id, email }) => ({ id, email, name: 'x', status: 'approved' }));

  it.each([
    ['is nested too deeply', nested(100_000), /more than 100 lists and mappings in one another/],
    ['has a name of 17 MB', JSON.stringify([{ name: 'x'.repeat(17_000_000) }]), /more than 16 MiB/],
    ['has far more rows than asked for', JSON.stringify(new Array(5_000).fill(rows[0])), /5000 rows/],
    ['has an address without an end', JSON.stringify([{ email: 'x'.repeat(5_000) }]), /0\.email/],
  ])('%s proves nothing', async (_, result, message) => {
    const { report, exitCode, files } = await runScenario({
      config: CONFIG,
      fault: (request, next) =>
        request.path.includes('/users')
          ? aReply(200, `{"success":true,"errors":[],"messages":[],"result":${result}}`)
          : next(request),
    });
    expect([report.verdict, exitCode]).toEqual(['inconclusive', 3]);
    expect(report.tests[0]?.findings.map((finding) => finding.message).join()).toMatch(message);
    expect(files['report.json']).toContain('"verdict": "inconclusive"');
    expect(files['report.json'].length).toBeLessThan(10_000);
  });
});
