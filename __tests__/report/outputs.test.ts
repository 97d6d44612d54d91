import { describe, expect, it } from '@jest/globals';
import { OUTPUTS, renderOutputs } from '../../src/report/outputs.ts';
import { aWaiver } from '../support/assertions.ts';
import { aFinding, aReport, aTestReport } from '../support/report.ts';

const FILES = {
  json: '/tmp/report.json',
  junit: '/tmp/junit.xml',
  summary: '/tmp/summary.md',
  snapshot: '/tmp/snapshot.json',
};

describe('the outputs', () => {
  it('are the ones that are documented, in their order', () => {
    expect(Object.keys(renderOutputs(aReport(), FILES))).toEqual(OUTPUTS.map(({ name }) => name));
  });

  it('tell the highest figures of all tests, and only violations that fail the run', () => {
    const violated = aFinding({ outcome: 'violated' });
    const waiver = { ...aWaiver(), endsSoon: false };
    const outputs = renderOutputs(
      aReport({
        tests: [
          aTestReport({
            counts: { totalUsers: 3, usersApproved: 2, usersBlocked: 1, usersErrored: 0 },
            findings: [
              violated,
              { ...violated, severity: 'warning' },
              { ...violated, outcome: 'waived', waiver },
            ],
          }),
          aTestReport({
            policyTestId: '77c0aa12',
            counts: { totalUsers: 500, usersApproved: 471, usersBlocked: 29, usersErrored: 0 },
            findings: [violated, aFinding({ outcome: 'inconclusive' })],
          }),
          aTestReport({
            policyTestId: undefined,
            counts: {},
            findings: [aFinding({ outcome: 'inconclusive' })],
          }),
        ],
      }),
      FILES,
    );
    expect(outputs).toEqual({
      verdict: 'failed',
      violations: '2',
      'percent-blocked': '33.3333',
      'users-blocked': '29',
      'policy-test-ids': 'f1a8b3c9,77c0aa12',
      'report-json': '/tmp/report.json',
      'report-junit': '/tmp/junit.xml',
      'summary-file': '/tmp/summary.md',
      'snapshot-file': '',
    });
  });

  it('tell where the snapshot is, if there is one', () => {
    const snapshot = { salt: '', account: '', tests: {} };
    expect(renderOutputs(aReport({ snapshot }), FILES)['snapshot-file']).toBe('/tmp/snapshot.json');
  });

  it('are empty where nothing is known, rather than 0', () => {
    const outputs = renderOutputs(aReport({ tests: [aTestReport({ counts: {} })] }), FILES);
    expect(outputs['percent-blocked']).toBe('');
    expect(outputs['users-blocked']).toBe('');
  });
});
