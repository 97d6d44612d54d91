import { METRICS, type Metric } from '../src/verdict/assertion.ts';
import { type Snippet } from './jsonSchema.ts';

/** Metrics of which more is better: their bound is a least. */
const BETTER: ReadonlySet<Metric> = new Set<Metric>([
  'total_users',
  'users_approved',
  'percent_approved',
  'percent_users_processed',
]);

const bounds = METRICS.map((metric) => {
  const bound = BETTER.has(metric) ? 'min' : 'max';
  const snippet = {
    label: bound,
    description: `At ${bound === 'min' ? 'least' : 'most'} so many.`,
    body: { [bound]: '${1:0}' },
  };
  return [`definitions/thresholds/properties/${metric}`, [snippet]] as const;
});

/** What editors offer to write, by the place in the schema of the config. */
export const SNIPPETS: Readonly<Record<string, readonly Snippet[]>> = {
  ...Object.fromEntries(bounds),
  '': [
    {
      label: 'config of one test',
      description: 'Tests policies, and fails when somebody would lose what an application lets them do now.',
      body: {
        version: 1,
        tests: [
          {
            name: '${1:Grafana}',
            policies: [{ file: '${2:policies/grafana.json}' }],
            baseline: [{ application: '${3:f174e90a-fafe-4643-bbbc-4a0ed4fc8415}' }],
            thresholds: { users_lost: { max: 0 } },
          },
        ],
      },
    },
  ],
  'definitions/test': [
    {
      label: 'test of policies',
      description: 'Tests policies, and compares them with those that an application has now.',
      body: {
        name: '${1:Grafana}',
        policies: [{ file: '${2:policies/grafana.json}' }],
        baseline: [{ application: '${3:f174e90a-fafe-4643-bbbc-4a0ed4fc8415}' }],
        thresholds: { users_lost: { max: 0 } },
      },
    },
    {
      label: 'test of a Terraform plan',
      description: 'Tests each application and reusable policy that a plan changes, against those before.',
      body: { from_plan: '"${1:*}"', thresholds: { users_lost: { max: 0 } } },
    },
  ],
  'definitions/expectation': [
    {
      label: 'expectation of one user',
      description: 'One user must be let in.',
      body: { user: '${1:break-glass@example.com}', status: '${2|approved,blocked,error|}' },
    },
    {
      label: 'expectation of a pattern',
      description: 'Everybody of a domain must be kept out.',
      body: { users: '"${1:*@contractor.example}"', status: '${2|blocked,approved,error|}' },
    },
  ],
};
