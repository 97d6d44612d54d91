import { describe, expect, it } from '@jest/globals';
import { type Screen } from '../../src/report/line.ts';
import { renderRecorded } from '../../src/report/recorded.ts';
import { renderText } from '../../src/report/terminal.ts';
import { aCheckReport, aFinding, aPlanReport, aReport, aTestReport } from '../support/report.ts';

/** Shows a tone as its name. */
const TONES: Screen = { paint: (text, tone) => `<${tone}:${text}>`, columns: Infinity };

/** What is in colour of a report. */
function paintedOf(overrides: Parameters<typeof aReport>[0]): string[] {
  return renderText(aReport(overrides), TONES).match(/<\w+:[^>]+>/g) ?? [];
}

describe('the colours of a report', () => {
  it('tell what passed', () => {
    expect(paintedOf({})).toEqual(['<good:✅ Access policy gate passed>', '<good:✅>', '<good:✓>']);
  });

  it('tell errors from warnings and from what is waived', () => {
    const findings = [
      aFinding({ outcome: 'violated', severity: 'error' }),
      aFinding({ outcome: 'violated', severity: 'warning' }),
      aFinding({ outcome: 'waived' }),
      aFinding({ outcome: 'held' }),
    ];
    const warnings = [{ message: 'Nothing asks for users in error.' }];
    expect(paintedOf({ tests: [aTestReport({ findings })], warnings })).toEqual([
      '<bad:❌ Access policy gate failed>',
      '<bad:❌>',
      ...['<bad:✗>', '<doubtful:!>', '<accepted:~>', '<good:✓>'],
      '<doubtful:⚠️>',
    ]);
  });

  it('have nothing green of a test that is not proven', () => {
    const findings = [aFinding({ kind: 'guard', outcome: 'inconclusive' }), aFinding({ outcome: 'held' })];
    expect(paintedOf({ tests: [aTestReport({ findings })] })).toEqual([
      '<doubtful:⚠️ Access policy gate could not be proven>',
      '<doubtful:⚠️>',
      ...['<doubtful:?>', '<doubtful:✓>'],
    ]);
  });

  it('are on the signs of checks and of a plan, too', () => {
    const findings = [aFinding({ outcome: 'violated', severity: 'error' })];
    expect(
      paintedOf({
        tests: [],
        applicationChecks: [aCheckReport({ verdict: 'passed', findings: [] })],
        plan: aPlanReport({ verdict: 'failed', findings }),
      }),
    ).toEqual(['<bad:❌ Access policy gate failed>', '<bad:❌>', '<bad:✗>', '<good:✅>']);
  });

  it('do not say that what nobody tested is good', () => {
    const tests = [aTestReport({ verdict: 'skipped', findings: [] })];
    expect(paintedOf({ verdict: 'skipped', tests })).toEqual([
      '<accepted:⏭️ Access policy gate skipped>',
      '<accepted:⏭️>',
    ]);
  });

  it('tell what was recorded from what was not', () => {
    const tests = [aTestReport(), aTestReport({ name: 'Wiki', findings: [] })];
    const shown = renderRecorded(aReport({ tests }), TONES);
    expect(shown.match(/<\w+:[^>]+>/g)).toEqual(['<bad:✗>', '<bad:✗>']);
  });
});
