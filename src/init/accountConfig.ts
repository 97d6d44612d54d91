import { formatCount } from '../format.ts';
import { plain } from '../untrusted.ts';
import { createThresholds } from './bounds.ts';
import { type FirstConfig } from './firstConfig.ts';
import { type NamedApplication, type Surveyed } from './surveyed.ts';

/** As many applications that are left out are named; all of them are told when the command ends. */
const MAX_NAMED = 50;

/** Characters of a reason in a comment. */
const MAX_REASON = 300;

/**
 * A config with a test of each application whose figures are proven; undefined where there is none.
 *
 * @param today when they were measured
 */
export function describeAccount(surveyed: readonly Surveyed[], today: Date): FirstConfig | undefined {
  const measured = surveyed.filter((one) => one.kind === 'measured');
  const unproven = surveyed.filter((one) => one.kind === 'unproven');
  const [first] = measured;
  if (first === undefined) return undefined;
  return {
    head: headFor(first.application, today),
    tests: measured.map(({ application, figures }) => ({
      name: application.name,
      tested: { policies: [{ application: application.id }] },
      thresholds: createThresholds(figures).map(({ figure, ...threshold }) => ({
        ...threshold,
        note: `was ${figure}`,
      })),
    })),
    foot: unproven.length === 0 ? [] : footFor(unproven),
  };
}

/** The id of an application has letters, digits and hyphens only. */
function headFor({ id }: NamedApplication, today: Date): string[] {
  return [
    `Written by access-policy-gate init on ${today.toISOString().slice(0, 10)}, from the applications that are saved in the account.`,
    'Each threshold leaves some room beside what was measured then, which stands behind it: make it as narrow as you like.',
    '',
    'Each test is about the policies of an application as they are saved at Cloudflare, which makes this an audit. To judge a',
    'change before it is made, name the changed policies, and as baseline what they replace:',
    '',
    '  - name: A change',
    '    policies:',
    '      - file: policies/application.json # or from_plan: ADDRESS, in place of policies and baseline',
    '    baseline:',
    `      - application: ${id}`,
    '    thresholds:',
    '      users_lost: { max: 0 }',
    '',
    'Nobody but you knows who must get in whatever happens, and who must not. Say so in each test:',
    '',
    '    expectations:',
    '      - user: break-glass@example.com',
    '        status: approved',
    '        label: break-glass account',
  ];
}

function footFor(unproven: readonly Extract<Surveyed, { kind: 'unproven' }>[]): string[] {
  const more = unproven.length - MAX_NAMED;
  return [
    'Left out, because it could not be proven how their policies treat everybody:',
    '',
    ...unproven
      .slice(0, MAX_NAMED)
      .map(({ application: { name, id }, reason }) => `- ${name}, ${id}: ${plain(reason, MAX_REASON)}`),
    ...(more > 0 ? [`- and ${formatCount(more)} more`] : []),
  ];
}
