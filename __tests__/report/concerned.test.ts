import { describe, expect, it } from '@jest/globals';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { aFinding, aReport, aTestReport, someChanges, somePeople } from '../support/report.ts';

describe('people who lose access', () => {
  const losing = (index: number) => {
    const people = somePeople();
    return aTestReport({
      name: `Test ${index}`,
      changes: someChanges({ moves: [{ before: 'approved', after: 'blocked', people }] }),
      findings: [
        aFinding({ rule: 'users_lost', outcome: 'violated', concerned: [{ status: 'blocked', people }] }),
      ],
    });
  };

  it('are named with the changes, and not again with the findings', () => {
    const report = aReport({ tests: [losing(1)] });
    expect(renderSummary(report).match(/p-00000001/g)).toHaveLength(1);
    expect(renderText(report).match(/p-00000001/g)).toHaveLength(1);
  });

  it('are named with the findings where the changes are not told at length', () => {
    const summary = renderSummary(
      aReport({ tests: Array.from({ length: 21 }, (_, index) => losing(index + 1)) }),
    );
    expect(summary.match(/p-00000001/g)).toHaveLength(21);
    const [, last] = summary.split('### Test 21');
    expect(last).toContain('**Who loses access and is blocked now** — 2, all of `example.com`');
    expect(last).toContain('p-00000001');
  });
});
