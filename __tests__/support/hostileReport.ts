import { type Report } from '../../src/report/report.ts';
import { unproven } from '../../src/verdict/guards.ts';
import {
  aBaseline,
  aCheckReport,
  aFinding,
  anEdit,
  aPlanChange,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
  somePeople,
} from './report.ts';

/** A report with `text` in every place that the API or the config fills, one of each kind of finding. */
export function reportFullOf(text: string): Report {
  const location = { file: text, line: 3, column: 5 };
  const people = somePeople({
    listed: [
      { label: text },
      { label: text, identity: { id: text, email: `${text}@evil.example`, name: text } },
      { label: text, identity: { id: text, email: undefined, name: text } },
    ],
    total: 3,
    domains: [
      { domain: text, users: 1 },
      { domain: 'example.com', users: 1 },
    ],
  });
  const filled = { rule: text, message: text, expected: text, actual: text, location };
  const one = anEdit({ policy: text, differences: [text, text] });
  const explanation = {
    causes: [
      { edits: [one], lost: { ...people }, gained: undefined },
      { edits: [one, { ...one, kind: 'removed' }] as const, lost: { ...people }, gained: { ...people } },
    ],
    gap: text,
    policyTestIds: [text],
  };
  const moves = [
    { before: 'approved', after: 'blocked', people: { ...people } },
    { before: 'approved', after: 'error', people: { ...people } },
    { before: 'blocked', after: 'approved', people: { ...people } },
  ] as const;
  const waiver = { until: '2026-12-31', owner: text, reason: text, endsSoon: true };
  return aReport({
    tests: [
      aTestReport({
        name: text,
        location,
        baseline: { kind: 'snapshot', file: text },
        changes: someChanges({ moves: moves.slice(2) }),
        explanation: { ...explanation, causes: [{ edits: [one], lost: undefined, gained: { ...people } }] },
        findings: [aFinding(filled)],
      }),
      aTestReport({
        name: text,
        location,
        policyTestId: text,
        status: text,
        baseline: aBaseline({ policyTestId: text, status: text }),
        changes: someChanges({ moves: moves.slice(0, 2), onlyBefore: 1 }),
        explanation,
        findings: [
          aFinding({ ...filled, outcome: 'violated', concerned: [{ status: 'blocked', people }] }),
          aFinding({
            ...filled,
            kind: 'expectation',
            outcome: 'violated',
            severity: 'warning',
            concerned: [{ status: 'error', people: { ...people } }],
          }),
          aFinding({ ...filled, kind: 'expectation', outcome: 'waived', waiver }),
          aFinding({ ...filled, outcome: 'inconclusive' }),
          aFinding({ ...filled, kind: 'policy', outcome: 'violated', severity: 'warning' }),
          unproven(text, text, text, text),
          aFinding({ ...filled, kind: 'expectation' }),
          aFinding(filled),
        ],
      }),
    ],
    applicationChecks: [
      aCheckReport({
        name: text,
        location,
        appId: text,
        findings: [aFinding({ ...filled, kind: 'expectation', outcome: 'violated' }), aFinding(filled)],
      }),
    ],
    plan: aPlanReport({
      name: text,
      location,
      changes: [
        aPlanChange({ address: text, differences: [text, text] }),
        aPlanChange({ address: text, action: 'affected', differences: [] }),
      ],
      findings: [aFinding({ ...filled, kind: 'policy', outcome: 'violated' })],
    }),
    warnings: [{ message: text, location }, { message: text }],
    config: text,
    configChange: {
      base: text,
      applied: 'workspace',
      kind: 'compared',
      changes: [
        { direction: 'gone', test: text, rule: text, before: text, after: undefined },
        { direction: 'loosened', test: text, rule: text, before: text, after: text },
        { direction: 'loosened', test: `${text} again`, rule: text, before: text, after: text },
        { direction: 'new', test: undefined, rule: text, before: undefined, after: text },
      ],
    },
  });
}

/** A report with `text` once in each kind of place: a heading, a paragraph, a cell, code, people, the fine print. */
export function smallReportOf(text: string): Report {
  const location = { file: text, line: 3, column: 5 };
  const people = somePeople({
    listed: [{ label: text }, { label: 'x', identity: { id: text, email: text, name: text } }],
    domains: [{ domain: text, users: 2 }],
  });
  return aReport({
    tests: [
      aTestReport({
        name: text,
        location,
        status: text,
        findings: [
          aFinding({
            kind: 'policy',
            rule: text,
            message: text,
            expected: text,
            actual: text,
            location,
            outcome: 'violated',
            concerned: [{ status: 'blocked', people }],
          }),
        ],
      }),
    ],
  });
}
