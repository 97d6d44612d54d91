import { describe, expect, it } from '@jest/globals';
import { renderJson } from '../../src/report/json.ts';
import { type Report } from '../../src/report/report.ts';
import { renderText } from '../../src/report/terminal.ts';
import { readBack } from '../support/readBack.ts';
import { aBaseline, anEdit, aReport, aTestReport, someChanges, somePeople } from '../support/report.ts';

/** A test in which a policy takes access from two people and gives it to none. */
function explained(): Report {
  const people = somePeople();
  return aReport({
    tests: [
      aTestReport({
        baseline: aBaseline(),
        changes: someChanges({ moves: [{ before: 'approved', after: 'blocked', people }] }),
        explanation: {
          causes: [{ edits: [anEdit()], lost: people, gained: undefined }],
          gap: undefined,
          policyTestIds: [],
        },
      }),
    ],
  });
}

describe('a test that is read back', () => {
  it.each([true, false])('was started elsewhere if it was so: %s', (given) => {
    const report = aReport({ tests: [aTestReport({ given })] });
    expect(readBack(renderJson(report)).tests[0]?.given).toBe(given);
  });

  it('has a side of a cause only if somebody is on it', () => {
    const report = explained();
    const read = readBack(renderJson(report));
    const [cause] = read.tests[0]?.explanation?.causes ?? [];
    expect(cause?.lost?.total).toBe(2);
    expect(cause?.gained).toBeUndefined();
    expect(renderText(read)).toBe(renderText(report));
  });
});
