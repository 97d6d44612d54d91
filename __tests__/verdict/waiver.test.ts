import { describe, expect, it } from '@jest/globals';
import { type Finding } from '../../src/verdict/finding.ts';
import { applyWaiver, daysLeft } from '../../src/verdict/waiver.ts';
import { aWaiver } from '../support/assertions.ts';
import { aFinding } from '../support/report.ts';

const VIOLATED = aFinding({ outcome: 'violated', message: '60 of 500 users blocked.' });

describe('a waiver until 2026-12-31', () => {
  it.each<[string, string, Finding['outcome'], boolean | undefined]>([
    ['accepts a violation', '2026-11-21T12:00:00Z', 'waived', false],
    ['does not warn 15 days before', '2026-12-16T23:59:59Z', 'waived', false],
    ['warns from 14 days before', '2026-12-17T00:00:00Z', 'waived', true],
    ['warns at the beginning of its last day', '2026-12-31T00:00:00Z', 'waived', true],
    ['accepts to the last second of its last day', '2026-12-31T23:59:59.999Z', 'waived', true],
    ['accepts no more when that day is over', '2027-01-01T00:00:00Z', 'violated', undefined],
    ['goes by the day in UTC, not by that of the runner', '2027-01-01T00:30:00+14:00', 'waived', true],
  ])('%s', (_, now, outcome, endsSoon) => {
    const finding = applyWaiver(VIOLATED, aWaiver(), new Date(now));
    expect(finding.outcome).toBe(outcome);
    expect(finding.waiver?.endsSoon).toBe(endsSoon);
  });

  it('says until when, by whom and why', () => {
    const waiver = aWaiver({ reason: 'v1.2 of the group comes in January.' });
    const { message } = applyWaiver(VIOLATED, waiver, new Date('2026-11-21T12:00:00Z'));
    expect(message).toBe(
      '60 of 500 users blocked. Waived until 2026-12-31 by it-team: v1.2 of the group comes in January.',
    );
  });

  it('says that it is over when it is', () => {
    const { message, severity } = applyWaiver(VIOLATED, aWaiver(), new Date('2027-03-01T00:00:00Z'));
    expect(message).toBe('60 of 500 users blocked. Its waiver ended on 2026-12-31.');
    expect(severity).toBe('error');
  });

  it.each<[Finding['outcome']]>([['held'], ['inconclusive']])(
    'leaves a finding alone that is %s',
    (outcome) => {
      const finding = aFinding({ outcome });
      expect(applyWaiver(finding, aWaiver(), new Date('2026-11-21T12:00:00Z'))).toBe(finding);
    },
  );
});

describe('a waiver', () => {
  it('accepts nothing when its day is none', () => {
    const waiver = aWaiver({ until: 'some day' });
    expect(applyWaiver(VIOLATED, waiver, new Date('2026-11-21T12:00:00Z')).outcome).toBe('violated');
  });

  it('tells no address of its owner', () => {
    const waiver = aWaiver({ owner: 'bob@example.com', reason: 'ask carol@example.com\nor not' });
    const finding = applyWaiver(VIOLATED, waiver, new Date('2026-11-21T12:00:00Z'));
    expect(finding.waiver).toMatchObject({ owner: '[address]', reason: 'ask [address] or not' });
  });

  it('has whole days left, across the change to summer time as well', () => {
    expect(daysLeft(aWaiver({ until: '2026-03-30' }), new Date('2026-03-28T23:59:59Z'))).toBe(2);
    expect(daysLeft(aWaiver({ until: '2026-03-30' }), new Date('2026-03-31T00:00:00Z'))).toBe(-1);
  });
});
