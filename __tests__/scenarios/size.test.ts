import { beforeAll, describe, expect, it } from '@jest/globals';
import { aDirectory, aUser } from '../support/directory.ts';
import { tableOf } from '../support/markdown.ts';
import { type Outcome, runScenario } from '../support/scenario.ts';

const PEOPLE = Array.from({ length: 60 }, (_, index) => `person${index}@example.com`);

/** Nobody is let in: 48 ought to be, one by one, and all of them together, of whom nobody may be blocked. */
const CONFIG = `
version: 1
defaults:
  thresholds: { users_blocked: { max: 0 } }
  expectations:
    - { users: '*@example.com', status: approved }
${PEOPLE.slice(0, 48)
  .map((user) => `    - { user: ${user}, status: approved }`)
  .join('\n')}
tests:
${Array.from({ length: 200 }, (_, index) => `  - { name: Test ${index}, policies: [{ file: allow.json }] }`).join('\n')}
`;

describe('a gate over 200 tests, each with 50 findings', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    const users = PEOPLE.map((email, index) => aUser({ id: String(index), email, groups: [] }));
    outcome = await runScenario({ config: CONFIG, directory: aDirectory({ users }) });
  }, 60_000);

  it('fails', () => {
    const found = outcome.report.tests.flatMap(({ findings }) => findings);
    expect(found.filter(({ outcome: what }) => what === 'violated')).toHaveLength(10_000);
    expect(outcome.exitCode).toBe(1);
  });

  it('shows a summary with every finding, and says that it names nobody else', () => {
    const summary = outcome.files['summary.md'];
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(900 * 1_024);
    expect(summary).toMatch(/^## ❌ Access policy gate failed: Test 0: /);
    expect(summary).toContain(
      '\n\nOnly findings and changes are shown, because GitHub takes no summary that is longer: report.json has the rest.\n\n',
    );
    expect(summary.match(/^\| ❌ \| .* \| approved \| blocked \|/gm)).toHaveLength(200 * 49);
    expect(summary.match(/^\| ❌ \| `users_blocked` \| at most 0 \| 60 \|/gm)).toHaveLength(200);
    expect(summary.match(/^\*\*Who is blocked\*\* — 60, all of `example\.com`$/gm)).toHaveLength(200);
  });

  it('shows a comment with every test, and says that it counts', () => {
    const comment = outcome.files['comment.md'];
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment).toMatch(/^<!-- .* -->\n\n## ❌ Access policy gate failed: Test 0: /);
    expect(comment).toContain(
      '\n\nOnly counts are shown, because GitHub takes no comment that is longer: report.json has the rest.\n\n',
    );
    expect(tableOf(comment, ' | Test')).toEqual(
      Array.from({ length: 200 }, (_, index) => [
        ...['❌', `Test ${index}`, '60', '0', '60 (100 %)', '0', '❌ 50'],
      ]),
    );
  });
});
