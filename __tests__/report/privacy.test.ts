import { describe, expect, it } from '@jest/globals';
import { renderAnnotations } from '../../src/report/annotations.ts';
import { renderComment } from '../../src/report/comment.ts';
import { headline } from '../../src/report/headline.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { type User } from '../../src/verdict/user.ts';
import { aGlobExpectation, anExpectation, aThreshold, aWaiver } from '../support/assertions.ts';
import { aJudgedReport, anEdit, aReport } from '../support/report.ts';
import { aCause, aComparedReport } from './compared.ts';

/** People whose every address and name has "secret" in it, one of each form that the API may give. */
const PEOPLE: readonly User[] = [
  { id: '1', email: 'alice.secret@example.com', name: 'Alice Secret', status: 'blocked' },
  { id: '2', email: 'Bob.SECRET@Example.com', name: 'Bob Secret', status: 'approved' },
  { id: '3', email: "o'secret@example.com", name: "O'Secret", status: 'error' },
  { id: '4', email: '"carol secret"@example.com', name: 'Carol Secret', status: 'blocked' },
  { id: '5', email: 'Dan Secret <dan.secret@example.com>', status: 'blocked' },
  { id: '6', email: 'eve@example.com (Eve Secret)', status: 'blocked' },
  { id: '7', email: 'frank.secret', status: 'blocked' },
  { id: '8', name: 'Grace Secret', status: 'error' },
  { email: 'heidi@secret@example.com', name: 'Heidi Secret', status: 'approved' },
];

const user = (email: string) => ({ kind: 'user', user: email, ifMissing: 'fail' }) as const;

const REPORT: Report = aReport({
  tests: [
    aJudgedReport({
      name: 'Grafana',
      users: PEOPLE,
      thresholds: [
        aThreshold({ metric: 'users_blocked', max: 0 }),
        aThreshold({ metric: 'users_approved', min: 100 }),
        aThreshold({
          metric: 'users_errored',
          max: 0,
          waiver: aWaiver({ owner: 'ivan.secret@example.com' }),
        }),
      ],
      expectations: [
        anExpectation({ subject: user('alice.secret@example.com') }),
        anExpectation({ subject: user('ALICE.SECRET@example.com'), status: 'blocked' }),
        anExpectation({ subject: user('nobody.secret@example.com') }),
        anExpectation({ subject: user('secret-user-id') }),
        anExpectation({
          subject: user('bob.secret@example.com'),
          label: 'bob.secret@example.com',
          status: 'blocked',
        }),
        anExpectation({ subject: user("o'secret@example.com"), label: "that is o'secret@example.com" }),
        aGlobExpectation('alice.secret*@example.com', { status: 'approved' }),
        aGlobExpectation('*secret*', { status: 'approved' }),
        aGlobExpectation([
          '{alice.secret,bob.secret}@*',
          '{*@example.com,*secret*}',
          '*.secret@gone.example',
        ]),
        aGlobExpectation('*@example.com', { atLeast: 100 }),
        aGlobExpectation('*', {
          status: 'approved',
          waiver: aWaiver({ until: '2026-11-22', reason: 'asked by judy.secret@example.com' }),
        }),
      ],
    }),
    aComparedReport(
      { name: 'Wiki', users: PEOPLE, thresholds: [aThreshold({ metric: 'users_lost', max: 0 })] },
      PEOPLE.map((person) => ({ ...person, status: person.status === 'approved' ? 'blocked' : 'approved' })),
      {
        explanation: {
          causes: [aCause([anEdit()], { lost: PEOPLE, gained: PEOPLE })],
          gap: undefined,
          policyTestIds: [],
        },
      },
    ),
  ],
});

/** Each medium's whole text. */
const MEDIA: readonly [string, (report: Report) => string][] = [
  ['the headline', headline],
  ['the job summary', renderSummary],
  ['the comment', (report) => renderComment(report, { marker: '<!-- gate -->', runUrl: undefined })],
  ['the terminal', renderText],
  ['report.json', renderJson],
  ['junit.xml', renderJunit],
  ['the annotations', (report) => JSON.stringify(renderAnnotations(report, { lenient: false }))],
  [
    'the outputs',
    (report) => JSON.stringify(renderOutputs(report, { json: 'a', junit: 'd', summary: 'b', snapshot: 'c' })),
  ],
];

describe('a report about people', () => {
  it.each(MEDIA)('tells no address and no name in %s', (_, renderOf) => {
    const render = (): string => renderOf(REPORT);
    expect(render()).not.toBe('');
    expect(render().toLowerCase()).not.toContain('secret');
    expect(render()).not.toMatch(/[a-z]@(?!<)/i);
  });

  it('names everybody who loses or gains access by a pseudonym', () => {
    const json: unknown = JSON.parse(renderJson(REPORT));
    expect(json).toHaveProperty('tests.1.changes.users_lost', 7);
    expect(json).toHaveProperty('tests.1.changes.users_gained', 2);
    expect(JSON.stringify(json)).toMatch(/"lost":\[\{"label":"p-[0-9a-f]{8}","before":"approved"/);
  });

  it('counts them by domain, those whose address is no address apart', () => {
    expect(renderText(REPORT)).toContain('Who is blocked: 5: 3 of no domain, 2 of example.com');
  });
});
