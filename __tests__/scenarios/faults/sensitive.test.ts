import { describe, expect, it } from '@jest/globals';
import { everythingOf } from '../../support/access.ts';
import { planText } from '../../support/plan.ts';
import { aResult, anError, type Outcome, runScenario } from '../../support/scenario.ts';
import { altering, type Answering, faultAt } from './stage.ts';

const VALUE = 'engineering-hunter2';
const APPLICATION = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const TERRAFORM = 'cloudflare_zero_trust_access_policy.eng';

/** A gate whose plan lets in a group with a name that must not be shown. */
async function gateWith(fault: Answering): Promise<Outcome> {
  const after = {
    name: 'Engineering',
    decision: 'allow',
    include: [{ okta: { name: VALUE, identity_provider_id: 'okta-1' } }],
  };
  const afterSensitive = { include: [{ okta: { name: true } }] };
  return runScenario({
    config: `
version: 1
tests:
  - name: T
    policies: [{ terraform: ${TERRAFORM} }]
    thresholds: { total_users: { min: 1 } }
application_checks:
  - name: A
    app_id: ${APPLICATION}
    expect: { user: alice@example.com, status: Success }
`,
    inputs: { 'terraform-plan': 'plan.json', 'timeout-minutes': '1' },
    files: {
      'plan.json': planText([
        { address: TERRAFORM, actions: ['create'], before: null, after, afterSensitive },
      ]),
    },
    fault,
  });
}

const FORMS: readonly (readonly [string, (value: string) => string])[] = [
  ['as it is', (value) => value],
  ['in capitals', (value) => value.toUpperCase()],
  ['with a character without width', (value) => value.replace('g', 'g\u200b')],
  ['percent-encoded', (value) => value.replaceAll('-', '%2D')],
  ['at the end of what is cut off', (value) => `${'x'.repeat(195)} ${value}`],
];

const PLACES: readonly (readonly [string, (form: string) => Answering])[] = [
  [
    'a message beside a good answer',
    (form) =>
      faultAt('poll', (request, next) => {
        const response = next(request);
        return {
          ...response,
          body: response.body.replace(
            '"messages":[]',
            `"messages":[{"code":1,"message":${JSON.stringify(`tested ${form}`)}}]`,
          ),
        };
      }),
  ],
  ['an error', (form) => faultAt('start', () => anError(400, 12130, `no ${form}`))],
  [
    'a status',
    (form) =>
      faultAt(
        'poll',
        altering((result) => ({ ...(result as object), status: form })),
      ),
  ],
  [
    'the status of an application',
    (form) =>
      faultAt('application check', () =>
        aResult({
          app_state: { app_uid: APPLICATION, status: form, policies: [{ precedence: 1, status: form }] },
          user_identity: { email: 'alice@example.com' },
        }),
      ),
  ],
];

describe.each(PLACES)('a sensitive value of a plan that Cloudflare repeats in %s', (place, answering) => {
  it.each(FORMS)('is told nobody %s', async (_, write) => {
    const outcome = await gateWith(answering(write(VALUE)));
    expect(outcome.received.map(({ body }) => body).join()).toContain(VALUE);
    const said = [outcome.transcript, ...Object.values(outcome.files), everythingOf(outcome.report)].join(
      '\n',
    );
    expect(said).not.toMatch(/hunter2|engineering-h/i);
    expect(place === 'a status' || said.includes('sensitive') || write('g').length > 100).toBe(true);
  });
});

describe('a sensitive value of a plan', () => {
  it('stays where an address has it', async () => {
    const { report } = await gateWith(
      faultAt(
        'first page',
        altering((result) =>
          (result as object[]).map((row, index) =>
            index === 0 ? { ...row, email: `${VALUE}@example.com` } : row,
          ),
        ),
      ),
    );
    expect(report.tests[0]?.verdict).toBe('passed');
  });
});
