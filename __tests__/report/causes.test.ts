import { describe, expect, it } from '@jest/globals';
import { renderText } from '../../src/report/terminal.ts';
import { type Edit } from '../../src/verdict/explanation.ts';
import { rows } from '../support/judged.ts';
import { anEdit, aReport, aTestReport, someChanges, somePeople } from '../support/report.ts';
import { aCause } from './compared.ts';

describe('a cause', () => {
  const [alone, one] = [somePeople({ total: 1 }), rows(1, 'blocked', 'writer')];
  const reportOf = (...edits: Edit[]) =>
    renderText(
      aReport({
        tests: [
          aTestReport({
            explanation: { causes: [aCause(edits, { lost: one })], gap: undefined, policyTestIds: [] },
            changes: someChanges({ moves: [{ before: 'approved', after: 'blocked', people: alone }] }),
          }),
        ],
      }),
    );

  it.each<[string, Edit[], string]>([
    ['a change', [anEdit()], 'the policy "Allow engineering" made the difference: new require: geo US'],
    [
      'a change that has no words',
      [anEdit({ differences: [] })],
      'the policy "Allow engineering" made the difference',
    ],
    [
      'a new policy',
      [anEdit({ kind: 'added', differences: [] })],
      'the new policy "Allow engineering" made the difference',
    ],
    [
      'a removed policy',
      [anEdit({ kind: 'removed', differences: [] })],
      'the removal of the policy "Allow engineering" made the difference',
    ],
    [
      'another order',
      [anEdit({ policy: 'A, B', kind: 'moved', differences: [] })],
      'the new order of "A, B" made the difference',
    ],
    [
      'many differences',
      [anEdit({ differences: ['1', '2', '3', '4', '5', '6', '7'] })],
      'the policy "Allow engineering" made the difference: 1; 2; 3; 4; 5; and 2 more',
    ],
    [
      'many policies',
      ['A', 'B', 'C', 'D', 'E', 'F'].map((policy) => anEdit({ policy, differences: [] })),
      'one of these policies made the difference: "A", "B", "C", "D", "E", and 1 more',
    ],
  ])('reads so: %s', (_, edits, text) => {
    expect(reportOf(...edits).split('\n')).toContain(`       ${text}`);
  });
});
