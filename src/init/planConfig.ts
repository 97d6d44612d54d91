import { formatCount } from '../format.ts';
import { type Plan } from '../policies/plan.ts';
import { plain } from '../untrusted.ts';
import { type FirstConfig } from './firstConfig.ts';

/** As many applications of a plan are named. */
const MAX_NAMED = 50;

/** The end of the address of a resource that is an application, in Cloudflare's provider 4 or 5. */
const APPLICATION = /(?:^|\.)cloudflare_(?:zero_trust_)?access_application\.[^.]+$/;

/**
 * A config with a test of whatever this plan or a later one changes, and without figures, which no plan has; undefined
 * where the plan knows nothing of Access.
 */
export function describePlan({ addresses }: Plan, today: Date): FirstConfig | undefined {
  if (addresses.length === 0) return undefined;
  // A key of for_each may be somebody's address.
  const applications = addresses.filter((address) => APPLICATION.test(address) && plain(address) === address);
  return {
    head: headFor(today),
    tests: [
      {
        name: 'Every change',
        tested: { from_plan: '*' },
        thresholds: [
          { metric: 'users_lost', max: 0, note: 'nobody who gets in now is locked out' },
          {
            metric: 'users_gained',
            max: 0,
            note: 'nobody else gets in: raise it where plans are to let people in',
          },
        ],
      },
    ],
    foot: footFor(applications),
  };
}

function headFor(today: Date): string[] {
  return [
    `Written by access-policy-gate init on ${today.toISOString().slice(0, 10)}, from a Terraform plan.`,
    'A plan tells no figures: run access-policy-gate init with a token for thresholds on how many get in today.',
  ];
}

/** What the config could have besides. */
function footFor(applications: readonly string[]): string[] {
  const [first] = applications;
  if (first === undefined) return [];
  const more = applications.length - MAX_NAMED;
  return [
    'An application with people who must get in, or must not, has a test of its own; "*" is about all others:',
    '',
    `  - from_plan: ${JSON.stringify(first)}`,
    '    thresholds:',
    '      users_lost: { max: 0 }',
    '    expectations:',
    '      - user: break-glass@example.com',
    '        status: approved',
    '        label: break-glass account',
    '',
    'The plan knows these:',
    '',
    ...applications.slice(0, MAX_NAMED).map((address) => `- ${address}`),
    ...(more > 0 ? [`- and ${formatCount(more)} more`] : []),
  ];
}
