import { describe, expect, it } from '@jest/globals';
import { GitHubError } from '../../src/errors.ts';
import { type GitHubClient } from '../../src/github/client.ts';
import { type Outcome, runScenario, type Scenario } from '../support/scenario.ts';

/** Ten people, one of them blocked: 10 %. */
const configAllowing = (maxPercentBlocked: number): string => `version: 1
tests:
  - name: Grafana
    policies: [{ policy: { name: Allow, decision: allow, include: [{ email_domain: { domain: example.com } }] } }]
    thresholds: { percent_blocked: { max: ${String(maxPercentBlocked)} } }
    expectations: [{ user: alice@example.com, status: approved }]
`;

const STRICT = configAllowing(5);
const LOOSE = configAllowing(50);

const ENVIRONMENT = { GITHUB_REPOSITORY: 'example-org/access-policies', GITHUB_TOKEN: 'a-token-of-github' };

/** GitHub with this text of the config on the base branch; what it was asked for. */
function gitHubWith(readFile: () => string | undefined): { client: GitHubClient; asked: string[] } {
  const asked: string[] = [];
  const unasked = () => Promise.reject(new Error('Nobody asks for this here.'));
  const client: GitHubClient = {
    readFile: (path, ref) => {
      asked.push(`${path} of ${ref}`);
      return Promise.resolve().then(readFile);
    },
    readComments: unasked,
    createComment: unasked,
    updateComment: unasked,
  };
  return { client, asked };
}

async function run(
  { proposed, base }: { proposed: string; base: () => string | undefined },
  scenario: Partial<Scenario> = {},
): Promise<Outcome & { asked: readonly string[] }> {
  const { client, asked } = gitHubWith(base);
  const outcome = await runScenario({
    config: proposed,
    event: { name: 'pull_request', file: 'pull_request' },
    environment: ENVIRONMENT,
    ...scenario,
    world: (world) => ({ ...world, connectGitHub: () => Promise.resolve(client) }),
  });
  return { ...outcome, asked };
}

const BASE = { 'config-ref': 'base' };

const mayNotRead = (): never => {
  throw new GitHubError('GitHub does not let the token read it (403): grant it contents: read.', 403);
};

describe('a pull request that loosens its config', () => {
  const loosening = { proposed: LOOSE, base: () => STRICT };

  it('passes by the config of the workspace, and has told what it loosens', async () => {
    const { report, exitCode, asked } = await run(loosening);
    expect([report.verdict, exitCode]).toEqual(['passed', 0]);
    expect(asked).toEqual(['gate.yml of refs/heads/main']);
    expect(report.configChange).toMatchObject({
      kind: 'compared',
      base: 'main',
      applied: 'workspace',
      changes: [{ direction: 'loosened', test: 'Grafana', rule: 'percent_blocked' }],
    });
  });

  it('fails by the config of the base, whose lines are not those of the workspace', async () => {
    const { report, exitCode } = await run(loosening, { inputs: BASE });
    expect([report.verdict, exitCode]).toEqual(['failed', 1]);
    expect(report.configChange).toMatchObject({ kind: 'compared', applied: 'base' });
    const violated = report.tests[0]?.findings.find(({ outcome }) => outcome === 'violated');
    expect(violated?.location).toEqual({ file: 'main:gate.yml', line: 5, column: 19 });
  });

  it('has this told before anything else but the verdict', async () => {
    for (const inputs of [{}, BASE]) {
      const { files, transcript } = await run(loosening, { inputs });
      const [, first] = files['summary.md'].split('\n\n');
      expect(first).toMatch(/config.*1 loosened/);
      const lines = transcript.split('\n');
      const headline = lines.findIndex((line) => /^[✅❌] Access policy gate/u.test(line));
      expect(lines[headline + 1]).toMatch(/config.*1 loosened/);
    }
  });

  it('is told in a run that tests nothing, too', async () => {
    const { report } = await run(loosening, { inputs: { mode: 'validate' } });
    expect(report.configChange).toMatchObject({ changes: [{ direction: 'loosened' }] });
  });

  it('is judged in a merge group by the commit that the group is built on', async () => {
    const { report, asked } = await run(loosening, {
      inputs: BASE,
      event: { name: 'merge_group', file: 'merge_group' },
    });
    expect(report.verdict).toBe('failed');
    expect(asked).toEqual([expect.stringMatching(/^gate\.yml of [0-9a-f]{40}$/)]);
  });
});

describe('a pull request that does not change its config', () => {
  it('has nothing told of it, and its findings stand in the workspace', async () => {
    for (const inputs of [{}, BASE]) {
      const { report, files } = await run({ proposed: STRICT, base: () => STRICT }, { inputs });
      expect(report.configChange).toMatchObject({ kind: 'compared', changes: [] });
      expect(files['summary.md']).not.toMatch(/pull request changes/);
      const violated = report.tests[0]?.findings.find(({ outcome }) => outcome === 'violated');
      expect(violated?.location?.file).toBe('gate.yml');
    }
  });

  it('has nothing told of comments and blanks', async () => {
    const base = (): string => `# by the access team\n\n${STRICT.replace('max: 5', 'max:   5')}`;
    const { report } = await run({ proposed: STRICT, base });
    expect(report.configChange).toMatchObject({ kind: 'compared', changes: [] });
  });
});

describe('a pull request that brings the first config', () => {
  const first = { proposed: STRICT, base: () => undefined };

  it('has everything told as new', async () => {
    const { report } = await run(first);
    const changes = report.configChange?.kind === 'compared' ? report.configChange.changes : [];
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.map(({ direction }) => direction)).toEqual(changes.map(() => 'new'));
  });

  it('cannot be judged by that of the base, and is told what to do', async () => {
    await expect(run(first, { inputs: BASE })).rejects.toThrow(
      'config-ref: base: "main" has no file "gate.yml". Merge the config first, with config-ref: workspace.',
    );
  });
});

describe('a base that cannot be read', () => {
  it('is said first, and changes no verdict', async () => {
    const { report, files } = await run({ proposed: LOOSE, base: mayNotRead });
    expect(report.verdict).toBe('passed');
    expect(report.configChange).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('contents: read') as unknown,
    });
    const [, first] = files['summary.md'].split('\n\n');
    expect(first).toMatch(/config.*contents: read/);
  });

  it('is an error that names the permission where its config is to count', async () => {
    const refused = run({ proposed: LOOSE, base: mayNotRead }, { inputs: BASE });
    await expect(refused).rejects.toThrow(/^config-ref: base: .*contents: read/);
  });

  it('is said where there is no token of GitHub', async () => {
    const environment = { GITHUB_REPOSITORY: 'example-org/access-policies' };
    const nobody = { proposed: LOOSE, base: () => STRICT };
    const { report, asked } = await run(nobody, { environment });
    expect(asked).toEqual([]);
    expect(report.configChange).toMatchObject({ kind: 'unknown' });
    await expect(run(nobody, { environment, inputs: BASE })).rejects.toThrow(/contents: read/);
  });

  it('does not hide a mistake of the gate', async () => {
    const base = (): never => {
      throw new RangeError('a bug');
    };
    await expect(run({ proposed: LOOSE, base })).rejects.toThrow(RangeError);
  });
});

describe('a config that is not valid', () => {
  it('of the base is told, and judges nothing', async () => {
    const invalid = { proposed: LOOSE, base: () => 'version: 1\n' };
    const { report } = await run(invalid);
    expect(report.configChange).toMatchObject({
      kind: 'unknown',
      reason: 'the config of the base is not valid',
    });
    await expect(run(invalid, { inputs: BASE })).rejects.toThrow(/^main:gate\.yml:1:1: /);
  });

  it('of the pull request is an error although that of the base would do', async () => {
    const broken = { proposed: 'version: 1\n', base: () => STRICT };
    await expect(run(broken, { inputs: BASE })).rejects.toThrow(/^gate\.yml:1:1: /);
  });
});

it('is not asked for by a run that is about no pull request', async () => {
  const both = { proposed: LOOSE, base: () => STRICT };
  for (const file of ['schedule', 'workflow_dispatch', 'push.public']) {
    const event = { name: file.replace(/\..*/, ''), file };
    const { report, asked } = await run(both, { event });
    expect([report.configChange, asked]).toEqual([undefined, []]);
    await expect(run(both, { event, inputs: BASE })).rejects.toThrow(
      /config-ref: base needs a pull request or a merge group/,
    );
  }
});
