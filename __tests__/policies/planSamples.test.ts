import { describe, expect, it } from '@jest/globals';
import { samplePlan, sideOf } from '../support/plan.ts';

const IDP = 'ea85612a-29c8-46c2-bacb-669d65136971';
const UID = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';
const ACROSS = '00000000-0000-4000-8000-00000000000';

const OLD = 'Old name: non_identity include any_valid_service_token';
const reusable = (addresses: string, group: string): string =>
  `Reusable: allow include ${addresses} | ${group} | github-organization sre ${IDP} acme | github-organization ops ${IDP} acme require geo US | geo PT`;
const allow = (address: string, group: string, excluded: string): string =>
  `Allow engineering: allow include email ${address} | everyone | github-organization ${IDP} acme sre | ${group} | user_risk_score low,medium require device_posture ${UID} | geo US exclude email ${excluded} session_duration "24h"`;
const SERVICE = 'Service auth: non_identity include any_valid_service_token session_duration "24h"';
const INLINE = 'Inline: deny include ip 192.0.2.0/24';
const EACH = 'each-a: allow include email a@example.com session_duration "24h"';

const APPLICATION = 'cloudflare_zero_trust_access_application.app';
const POLICY = 'cloudflare_zero_trust_access_policy';
const GROUP = 'cloudflare_zero_trust_access_group.eng';
const ENGINEERING_V4 = `azureAD ${UID} ${IDP} | email_domain example.com`;
const ENGINEERING_V5 = `email_domain example.com | azureAD ${UID} ${IDP}`;

const V4_CREATED = reusable('email a@example.com | email b@example.com', ENGINEERING_V4);
const V4_BEFORE = reusable('email a@example.com | email b@example.com', `group ${ACROSS}1`);
const V4_AFTER = reusable('email a@example.com | email c@example.com', `group ${ACROSS}1`);
const V5_CREATED = allow('contractor@example.net', ENGINEERING_V5, 'mallory@example.com');
const V5_BEFORE = allow('contractor@example.net', `group ${ACROSS}3`, 'mallory@example.com');
const V5_AFTER = allow('new@example.net', `group ${ACROSS}3`, 'eve@example.com');

const EMAILS = ['new include: email [address]', 'include removed: email [address]'];
const EXCLUDED = ['new exclude: email [address]', 'exclude removed: email [address]'];

/** What each address comes to before and after, what changes, and what `from_plan: "*"` tests. */
const SAMPLES: Record<
  string,
  {
    sides: Record<string, [prior: string[], planned: string[]]>;
    changes: Record<string, string[]>;
    changed: string[];
  }
> = {
  'v4-create': {
    sides: {
      'cloudflare_access_policy.old': [[], [OLD]],
      [APPLICATION]: [[], [V4_CREATED, OLD]],
      [`${POLICY}.reusable`]: [[], [V4_CREATED]],
    },
    changes: {
      'create cloudflare_access_policy.old': [
        'new include: any_valid_service_token',
        'decision: non_identity',
      ],
      [`create ${APPLICATION}`]: ['policy added: Reusable', 'policy added: Old name'],
      [`create ${GROUP}`]: [`new include: azureAD ${UID}`, 'new include: email_domain example.com'],
      [`create ${POLICY}.reusable`]: [
        'new require: geo US',
        'new require: geo PT',
        '2 new include rules of email',
        `new include: azureAD ${UID}`,
        'new include: email_domain example.com',
        'new include: github-organization sre, acme',
        'new include: github-organization ops, acme',
        'decision: allow',
      ],
    },
    changed: [APPLICATION, `${POLICY}.reusable`],
  },
  'v4-update': {
    sides: {
      'cloudflare_access_policy.old': [[OLD], [OLD]],
      [APPLICATION]: [
        [V4_BEFORE, OLD],
        [V4_AFTER, OLD],
      ],
      [`${POLICY}.reusable`]: [[V4_BEFORE], [V4_AFTER]],
    },
    changes: {
      [`affected ${APPLICATION}`]: EMAILS.map((difference) => `Reusable: ${difference}`),
      [`update ${POLICY}.reusable`]: EMAILS,
    },
    changed: [APPLICATION, `${POLICY}.reusable`],
  },
  'v5-create': {
    sides: {
      [APPLICATION]: [[], [V5_CREATED, SERVICE, INLINE]],
      [`${POLICY}.allow`]: [[], [V5_CREATED]],
      [`${POLICY}.svc`]: [[], [SERVICE]],
      [`module.m.${POLICY}.each["a"]`]: [[], [EACH]],
    },
    changes: {
      [`create ${APPLICATION}`]: [
        'policy added: Allow engineering',
        'policy added: Service auth',
        'policy added: Inline',
      ],
      [`create ${GROUP}`]: ['new include: email_domain example.com', `new include: azureAD ${UID}`],
      [`create ${POLICY}.allow`]: [
        `new require: device_posture ${UID}`,
        'new require: geo US',
        'new include: email [address]',
        'new include: everyone',
        'new include: github-organization acme, sre',
        'new include: email_domain example.com',
        `new include: azureAD ${UID}`,
        'new include: user_risk_score low, medium',
        'new exclude: email [address]',
        'decision: allow',
      ],
      [`create ${POLICY}.svc`]: ['new include: any_valid_service_token', 'decision: non_identity'],
      [`create module.m.${POLICY}.each["a"]`]: ['new include: email [address]', 'decision: allow'],
    },
    changed: [APPLICATION, `${POLICY}.allow`, `${POLICY}.svc`, `module.m.${POLICY}.each["a"]`],
  },
  'v5-update': {
    sides: {
      [APPLICATION]: [
        [V5_BEFORE, SERVICE, INLINE],
        [V5_AFTER, SERVICE, INLINE],
      ],
      [`${POLICY}.allow`]: [[V5_BEFORE], [V5_AFTER]],
      [`${POLICY}.svc`]: [[SERVICE], [SERVICE]],
      [`module.m.${POLICY}.each["a"]`]: [[EACH], [EACH]],
    },
    changes: {
      [`affected ${APPLICATION}`]: [...EMAILS, ...EXCLUDED].map((each) => `Allow engineering: ${each}`),
      [`update ${POLICY}.allow`]: [...EMAILS, ...EXCLUDED],
    },
    changed: [APPLICATION, `${POLICY}.allow`],
  },
};

describe.each(Object.entries(SAMPLES))('the sample %s', (name, expected) => {
  const plan = samplePlan(name);

  it('has these policies on each side, and nothing that cannot be tested', () => {
    const sides = plan.addresses.map((address) => [
      address,
      [sideOf(plan, address, 'prior'), sideOf(plan, address, 'planned')],
    ]);
    expect(Object.fromEntries(sides)).toEqual(expected.sides);
  });

  it('tells what changes', () => {
    const changes = plan.changes.map(({ action, address, differences }) => [
      `${action} ${address}`,
      differences,
    ]);
    expect(Object.fromEntries(changes)).toEqual(expected.changes);
    expect(plan.changed).toEqual(expected.changed);
  });
});
