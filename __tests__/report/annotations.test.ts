import { describe, expect, it } from '@jest/globals';
import { annotateProblems, renderAnnotations } from '../../src/report/annotations.ts';
import { type Finding } from '../../src/verdict/finding.ts';
import { unproven } from '../../src/verdict/guards.ts';
import { aWaiver } from '../support/assertions.ts';
import { aFinding, aPlanReport, aReport, aTestReport, somePeople } from '../support/report.ts';

const CONFIG = '.github/access-policy-gate.yml';

function violations(count: number, overrides: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, index) =>
    aFinding({ outcome: 'violated', message: `Violation ${index + 1}.`, ...overrides }),
  );
}

function reportOf(...findings: Finding[]) {
  return aReport({ tests: [aTestReport({ findings })] });
}

describe('the annotations of a run', () => {
  it('are none when everything holds', () => {
    expect(renderAnnotations(reportOf(aFinding()), { lenient: false })).toEqual([]);
  });

  it.each<[string, Partial<Finding>, 'error' | 'warning' | undefined]>([
    ['a violation', { outcome: 'violated' }, 'error'],
    ['a violation that only warns', { outcome: 'violated', severity: 'warning' }, 'warning'],
    ['what is not proven', { outcome: 'inconclusive' }, 'error'],
    [
      'what is not proven of an assertion that only warns',
      { outcome: 'inconclusive', severity: 'warning' },
      'error',
    ],
    ['a waived violation', { outcome: 'waived', waiver: { ...aWaiver(), endsSoon: false } }, undefined],
    [
      'a waived violation whose waiver ends soon',
      { outcome: 'waived', waiver: { ...aWaiver(), endsSoon: true } },
      'warning',
    ],
    ['what holds', { outcome: 'held' }, undefined],
  ])('are of %s', (_, overrides, level) => {
    const annotations = renderAnnotations(reportOf(aFinding(overrides)), { lenient: false });
    expect(annotations.map((annotation) => annotation.level)).toEqual(level === undefined ? [] : [level]);
  });

  it('only warn when findings do not fail the run', () => {
    const report = reportOf(...violations(2), aFinding({ outcome: 'inconclusive' }));
    const levels = renderAnnotations(report, { lenient: true }).map(({ level }) => level);
    expect(levels).toEqual(['warning', 'warning', 'warning']);
  });

  it('stand where the assertion is, or where the test is when no assertion is concerned', () => {
    const asserted = aFinding({ outcome: 'violated', location: { file: CONFIG, line: 21, column: 9 } });
    const guard = unproven('counts', '10 users', '9 users', 'They do not add up.');
    const annotations = renderAnnotations(reportOf(asserted, guard), { lenient: false });
    expect(annotations.map(({ location }) => location?.line)).toEqual([21, 4]);
  });

  it('name the test, which the place alone does not when defaults are concerned', () => {
    const [annotation] = renderAnnotations(reportOf(...violations(1)), { lenient: false });
    expect(annotation?.message).toBe('Grafana: Violation 1.');
  });

  it('are eight at most, then how many more there are', () => {
    const eight = renderAnnotations(reportOf(...violations(8)), { lenient: false });
    expect(eight).toHaveLength(8);
    const nine = renderAnnotations(reportOf(...violations(1_208)), { lenient: false });
    expect(nine).toHaveLength(9);
    expect(nine[8]).toEqual({
      level: 'error',
      message: 'And 1,200 more: the log has them all.',
      location: undefined,
    });
  });

  it('are errors of all tests before any warning', () => {
    const report = aReport({
      tests: [
        aTestReport({ name: 'A', findings: violations(7, { severity: 'warning' }) }),
        aTestReport({ name: 'B', findings: violations(2) }),
      ],
      warnings: [{ message: 'A warning of the config.' }],
    });
    const annotations = renderAnnotations(report, { lenient: false });
    expect(annotations.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'error B: Violation 1.',
      'error B: Violation 2.',
      'warning A: Violation 1.',
      'warning A: Violation 2.',
      'warning A: Violation 3.',
      'warning A: Violation 4.',
      'warning A: Violation 5.',
      'warning A: Violation 6.',
      'warning And 2 more: the log has them all.',
    ]);
  });

  it('are those about most people first', () => {
    const concerned = [{ status: 'blocked', people: somePeople() } as const];
    const report = reportOf(
      ...violations(1),
      aFinding({ outcome: 'violated', message: 'Two people.', concerned }),
    );
    const [first] = renderAnnotations(report, { lenient: false });
    expect(first?.message).toBe('Grafana: Two people.');
  });
});

describe('the annotations of a plan and of changes', () => {
  it('stand in the plan, or at the test', () => {
    const apart = { ...unproven('population', '', '', 'Apart.'), kind: 'change' } as const;
    const inUse = { kind: 'policy', outcome: 'violated', message: 'In use.' } as const;
    const report = aReport({
      tests: [aTestReport({ findings: [apart] })],
      plan: aPlanReport({
        findings: [aFinding({ ...inUse, location: { file: 'tfplan.json', line: 1, column: 1 } })],
      }),
    });
    expect(renderAnnotations(report, { lenient: false })).toEqual([
      { level: 'error', message: 'Grafana: Apart.', location: { file: CONFIG, line: 4, column: 11 } },
      {
        level: 'error',
        message: 'Terraform plan: In use.',
        location: { file: 'tfplan.json', line: 1, column: 1 },
      },
    ]);
  });
});

describe('the annotations of a bad config', () => {
  it('are errors in the order of the file, eight of them, then how many more there are', () => {
    const problems = Array.from({ length: 11 }, (_, index) => ({
      message: `Problem ${index + 1}.`,
      location: { file: CONFIG, line: index + 1, column: 1 },
    }));
    const annotations = annotateProblems(problems);
    expect(annotations.map(({ level, location }) => `${level} ${location?.line ?? 'nowhere'}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((line) => `error ${line}`),
      'error nowhere',
    ]);
    expect(annotations[8]?.message).toBe('And 3 more: the log has them all.');
  });
});
