import { measure } from '../verdict/counts.ts';
import { countViolations, type Report } from './report.ts';

/** Every output of the action, in the order of action.yml and of the README; a test holds the three together. */
export const OUTPUTS = [
  { name: 'verdict', description: 'passed, failed, inconclusive or skipped.' },
  { name: 'violations', description: 'How many unwaived findings of severity error there are.' },
  {
    name: 'percent-blocked',
    description: 'The highest percentage of blocked users among the tests, 0 to 100.',
  },
  { name: 'users-blocked', description: 'The highest number of blocked users among the tests.' },
  {
    name: 'policy-test-ids',
    description:
      'The ids of the policy tests of the tested policies, without baselines, separated by commas.',
  },
  { name: 'report-json', description: 'Path of the report for programs, report.json.' },
  { name: 'report-junit', description: 'Path of the report for what shows test results, junit.xml.' },
  { name: 'summary-file', description: 'Path of the job summary as Markdown.' },
  {
    name: 'snapshot-file',
    description:
      'Path of a snapshot, to be a baseline later, of the proven tests that have one or fit on one page; else empty.',
  },
] as const;

export type OutputName = (typeof OUTPUTS)[number]['name'];

/** The values of the outputs: figures, ids and paths, never a name or an address; empty where nothing is known. */
export function renderOutputs(
  report: Report,
  files: Readonly<Record<'json' | 'junit' | 'summary' | 'snapshot', string>>,
): Record<OutputName, string> {
  return {
    verdict: report.verdict,
    violations: String(countViolations(report)),
    'percent-blocked': highest(report, 'percent_blocked'),
    'users-blocked': highest(report, 'users_blocked'),
    'policy-test-ids': report.tests.flatMap(({ policyTestId }) => policyTestId ?? []).join(','),
    'report-json': files.json,
    'report-junit': files.junit,
    'summary-file': files.summary,
    'snapshot-file': report.snapshot ? files.snapshot : '',
  };
}

function highest({ tests }: Report, metric: 'percent_blocked' | 'users_blocked'): string {
  const values = tests.flatMap(({ counts }) => measure(counts, metric) ?? []);
  return values.length === 0 ? '' : String(Number(Math.max(...values).toPrecision(6)));
}
