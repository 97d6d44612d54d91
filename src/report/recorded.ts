import { formatCount } from '../format.ts';
import { oneLine } from '../untrusted.ts';
import { type Report, type TestReport } from './report.ts';

/** What the command snapshot recorded, a line for each test; of those that it could not, why. */
export function renderRecorded({ tests, snapshot }: Pick<Report, 'tests' | 'snapshot'>): string {
  const recorded = new Map(Object.entries(snapshot?.tests ?? {}));
  return tests
    .map((test) => {
      const users = recorded.get(test.name);
      return users === undefined
        ? `✗ ${test.name}: ${reasonsOf(test)}`
        : `✓ ${test.name}: ${formatCount(users.approved.length)} approved, ${formatCount(users.blocked.length)} blocked, ${formatCount(users.error.length)} in error`;
    })
    .map(oneLine)
    .join('\n');
}

function reasonsOf({ findings }: TestReport): string {
  return findings
    .filter(({ kind, outcome }) => kind === 'guard' && outcome === 'inconclusive')
    .map(({ message }) => message)
    .join(' ');
}
