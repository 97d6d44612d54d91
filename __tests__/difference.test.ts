import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { describeDifference } from '../src/difference.ts';
import { type Policy } from '../src/policies/entry.ts';
import { HOSTILE } from './support/hostile.ts';

const geo = (code: string) => ({ geo: { country_code: code } });
const email = (address: string) => ({ email: { email: address } });
const emails = (count: number) =>
  Array.from({ length: count }, (_none, index) => email(`p${String(index)}@example.com`));
const everyone = { everyone: {} };
const allow = (more: Policy = {}): Policy => ({ name: 'P', decision: 'allow', include: [everyone], ...more });

describe('the difference of two policies', () => {
  test.each<[before: Policy, after: Policy, ...phrases: string[]]>([
    [allow(), allow()],
    [allow({ require: [geo('US')] }), allow({ require: [geo('US')], name: 'Q', session_duration: '1h' })],
    [allow(), allow({ require: [geo('US')] }), 'new require: geo US'],
    [allow({ require: [geo('US')] }), allow(), 'require removed: geo US'],
    [
      allow(),
      allow({ include: [everyone, { email_domain: { domain: 'example.com' } }] }),
      'new include: email_domain example.com',
    ],
    [allow(), allow({ decision: 'deny' }), 'decision: deny instead of allow'],
    [{}, allow(), 'new include: everyone', 'decision: allow'],
    [allow(), allow({ approval_required: true }), 'an approval is required'],
    [
      allow({ approval_required: true }),
      allow({ approval_required: false }),
      'no approval is required any more',
    ],
    // the order of rules and of their fields
    [allow({ require: [geo('US'), geo('PT')] }), allow({ require: [geo('PT'), geo('US')] })],
    [
      allow({ require: [{ okta: { name: 'x', identity_provider_id: 'i' } }] }),
      allow({ require: [{ okta: { identity_provider_id: 'i', name: 'x' } }] }),
    ],
    [allow({ require: [] }), allow()],
    // the rules come first, those that keep out before those that let in
    [
      allow(),
      allow({ decision: 'bypass', exclude: [geo('US')], require: [geo('PT')], include: [] }),
      'new require: geo PT',
      'include removed: everyone',
      'new exclude: geo US',
      'decision: bypass instead of allow',
    ],
    // addresses are counted
    [allow(), allow({ exclude: emails(1) }), 'new exclude: email [address]'],
    [allow(), allow({ exclude: emails(3) }), '3 new exclude rules of email'],
    [allow({ exclude: emails(3) }), allow(), '3 exclude rules of email removed'],
    [
      allow(),
      allow({ require: ['US', 'PT', 'DE'].map(geo) }),
      'new require: geo US',
      'new require: geo PT',
      'new require: geo DE',
    ],
    [allow(), allow({ require: ['US', 'PT', 'DE', 'FR'].map(geo) }), '4 new require rules of geo'],
    // the values of a rule
    [
      allow(),
      allow({
        require: [{ 'github-organization': { name: 'acme', team: 'sre', identity_provider_id: 'i' } }],
      }),
      'new require: github-organization acme, sre',
    ],
    [
      allow(),
      allow({ require: [{ user_risk_score: { user_risk_score: ['low', 'medium'] } }] }),
      'new require: user_risk_score low, medium',
    ],
    [allow(), allow({ require: ['x', 5] }), '2 new require rules of another kind'],
  ])('%j %j', (before, after, ...phrases) => {
    expect(describeDifference(before, after)).toEqual(phrases);
  });

  it('has ten phrases at most, of which the last counts the others', () => {
    const rules = Array.from({ length: 14 }, (_none, index) => ({
      [`selector_${String(index)}`]: { id: 'x' },
    }));
    const phrases = describeDifference(allow(), allow({ require: rules }));
    expect(phrases).toHaveLength(10);
    expect(phrases.slice(8)).toEqual(['new require: selector_8 x', 'and 5 more differences']);
  });

  it('has no address, no control character and no long phrase, whatever the policies say', () => {
    const text = fc.oneof(fc.constantFrom(...HOSTILE, 'alice@example.com'), fc.string());
    const rules = fc.array(fc.dictionary(text, fc.oneof(text, fc.dictionary(text, text))), { maxLength: 12 });
    const policy = fc.record({ decision: text, include: rules, require: rules });
    fc.assert(
      fc.property(policy, policy, (before, after) => {
        const phrases = describeDifference(before, after);
        expect(phrases.length).toBeLessThanOrEqual(10);
        for (const phrase of phrases) {
          expect(Array.from(phrase).length).toBeLessThanOrEqual(120);
          expect(phrase).not.toMatch(/\p{Cc}|alice@|someone@evil/u);
        }
      }),
    );
  });
});
