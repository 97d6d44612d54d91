import { canonicalJson } from './canonical.ts';
import { isMapping, type Policy } from './policies/entry.ts';
import { plain } from './untrusted.ts';

const LISTS = ['require', 'include', 'exclude'] as const;

/** Fields that hold an e-mail address, whatever it looks like. */
const ADDRESSES = new Set(['email']);

/** Fields that say little, or who somebody is, or hold a secret. */
const UNTOLD = new Set([
  'identity_provider_id',
  'claim_value',
  'attribute_value',
  'common_name',
  'evaluate_url',
  'keys_url',
]);

/** More than anybody reads of one policy. */
const MAX_PHRASES = 10;

/** From this many on, the rules of one selector are counted and not told one by one. */
const MANY = 4;

/** In characters. */
const MAX_LENGTH = 120;

/**
 * What makes `after` another policy than `before`, in words, the rules first: `new require: geo US`. Only what of it
 * says something about who is let in; the order of rules does not. At most 10 phrases of at most 120 characters, in
 * which e-mail addresses are left out.
 */
export function describeDifference(before: Policy, after: Policy): readonly string[] {
  const phrases = [
    ...LISTS.flatMap((list) => describeRules(list, before[list], after[list])),
    ...describeDecision(before['decision'], after['decision']),
    ...describeApproval(before, after),
  ];
  const others = phrases.length - MAX_PHRASES + 1;
  const told =
    others > 1 ? [...phrases.slice(0, MAX_PHRASES - 1), `and ${others} more differences`] : phrases;
  return told.map((phrase) => plain(phrase, MAX_LENGTH));
}

function describeDecision(before: unknown, after: unknown): string[] {
  if (before === after || after === undefined) return [];
  return [`decision: ${wordOf(after)}${before === undefined ? '' : ` instead of ${wordOf(before)}`}`];
}

/** An approval keeps out whom nobody approves. */
function describeApproval(before: Policy, after: Policy): string[] {
  const isNeeded = after['approval_required'] === true;
  if (isNeeded === (before['approval_required'] === true)) return [];
  return [isNeeded ? 'an approval is required' : 'no approval is required any more'];
}

function describeRules(list: string, before: unknown, after: unknown): string[] {
  // Mostly nothing changes, and in a plan of thousands of policies that should be seen at once.
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const earlier = rulesOf(before);
  const later = rulesOf(after);
  const added = [...later].filter(([key]) => !earlier.has(key)).map(([, rule]) => rule);
  const removed = [...earlier].filter(([key]) => !later.has(key)).map(([, rule]) => rule);
  return [
    ...describeGroups(added, {
      one: (rule) => `new ${list}: ${rule}`,
      many: (count, selector) => `${count} new ${list} rules of ${selector}`,
    }),
    ...describeGroups(removed, {
      one: (rule) => `${list} removed: ${rule}`,
      many: (count, selector) => `${count} ${list} rules of ${selector} removed`,
    }),
  ];
}

interface Phrases {
  readonly one: (rule: string) => string;
  readonly many: (count: number, selector: string) => string;
}

/** Rules that are told in the same words, as those of addresses are, and many of one selector, are counted. */
function describeGroups(rules: readonly unknown[], { one, many }: Phrases): string[] {
  const bySelector = new Map<string, string[]>();
  for (const rule of rules) {
    const selector = selectorOf(rule);
    const texts = bySelector.get(selector);
    if (texts === undefined) bySelector.set(selector, [describeRule(rule)]);
    else texts.push(describeRule(rule));
  }
  return [...bySelector].flatMap(([selector, texts]) =>
    texts.length >= MANY || new Set(texts).size < texts.length
      ? [many(texts.length, selector)]
      : texts.map((text) => one(text)),
  );
}

/** Rules by what is the same for equal ones; what is no list has none. */
function rulesOf(list: unknown): ReadonlyMap<string, unknown> {
  return new Map((Array.isArray(list) ? list : []).map((rule: unknown) => [canonicalJson(rule), rule]));
}

function selectorOf(rule: unknown): string {
  return isMapping(rule) ? plain(Object.keys(rule).join(' and '), 40) : 'another kind';
}

/** `geo US`, `github-organization acme, sre`: the selector and those of its values that may be told. */
function describeRule(rule: unknown): string {
  if (!isMapping(rule)) return selectorOf(rule);
  const values = Object.values(rule).flatMap((fields) =>
    isMapping(fields)
      ? Object.entries(fields).flatMap(([field, value]) => {
          if (ADDRESSES.has(field)) return ['[address]'];
          return UNTOLD.has(field) ? [] : [wordOf(value)];
        })
      : [wordOf(fields)],
  );
  return [selectorOf(rule), values.join(', ')].filter((part) => part !== '').join(' ');
}

function wordOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(wordOf).join(', ');
  return plain(typeof value === 'string' ? value : JSON.stringify(value), 80);
}
