import { formatCount } from '../format.ts';
import { type Line, PLAIN_SCREEN, renderLines, type Screen } from './line.ts';
import { type Report, type TestReport } from './report.ts';

/** What the command snapshot recorded, a line for each test; of those that it could not, why. */
export function renderRecorded(
  { tests, snapshot }: Pick<Report, 'tests' | 'snapshot'>,
  screen: Screen = PLAIN_SCREEN,
): string {
  const recorded = new Map(Object.entries(snapshot?.tests ?? {}));
  const lines = tests.map((test): Line => {
    const users = recorded.get(test.name);
    if (users === undefined) return { sign: '✗', tone: 'bad', text: `${test.name}: ${reasonsOf(test)}` };
    const { approved, blocked, error } = users;
    const counts = `${formatCount(approved.length)} approved, ${formatCount(blocked.length)} blocked, ${formatCount(error.length)} in error`;
    return { sign: '✓', tone: 'good', text: `${test.name}: ${counts}` };
  });
  return renderLines(lines, screen);
}

function reasonsOf({ findings }: TestReport): string {
  return findings
    .filter(({ kind, outcome }) => kind === 'guard' && outcome === 'inconclusive')
    .map(({ message }) => message)
    .join(' ');
}
