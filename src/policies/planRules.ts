import { plain } from '../untrusted.ts';
import { type Policy } from './entry.ts';
import { findUnknown, isBranch, isSet, textOf, UNKNOWN } from './planValue.ts';
import { SELECTORS_OF_TEXT } from './selector.ts';

/** Why a part of a resource cannot be tested. */
export interface Mistake {
  /** Path in the resource. */
  readonly field: string;
  /** A sentence. */
  readonly reason: string;
}

/** A rule as the API takes it, but for leaves that are unknown or sensitive. */
export interface DraftRule {
  readonly rule: Policy;
  readonly field: string;
}

/** What a list of rules in a plan comes to. */
export interface DraftRules {
  readonly rules: readonly DraftRule[];
  readonly mistakes: readonly Mistake[];
}

export const NOT_KNOWN =
  'Its value is known only after the plan is applied. Apply first what it comes from, or write the value out.';

/** Selectors that provider v5 calls otherwise than the API. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['azure_ad', 'azureAD'],
  ['github_organization', 'github-organization'],
]);

/** Attributes of v4 with a list of texts or one text: the selector and its field. */
const TEXTS: ReadonlyMap<string, readonly [selector: string, field: string]> = new Map([
  ['email', ['email', 'email']],
  ['email_domain', ['email_domain', 'domain']],
  ['email_list', ['email_list', 'id']],
  ['ip', ['ip', 'ip']],
  ['ip_list', ['ip_list', 'id']],
  ['service_token', ['service_token', 'token_id']],
  ['group', ['group', 'id']],
  ['geo', ['geo', 'country_code']],
  ['login_method', ['login_method', 'id']],
  ['device_posture', ['device_posture', 'integration_uid']],
  ['common_name', ['common_name', 'common_name']],
  ['common_names', ['common_name', 'common_name']],
  ['auth_method', ['auth_method', 'auth_method']],
]);

/** Attributes of v4 that are true. */
const FLAGS: ReadonlySet<string> = new Set(['everyone', 'certificate', 'any_valid_service_token']);

/** Blocks of v4 with a list in them, of which each item makes a rule. */
const SPREAD: ReadonlyMap<string, { selector: string; list: string; field: string }> = new Map([
  ['azure', { selector: 'azureAD', list: 'id', field: 'id' }],
  ['okta', { selector: 'okta', list: 'name', field: 'name' }],
  ['gsuite', { selector: 'gsuite', list: 'email', field: 'email' }],
  ['github', { selector: 'github-organization', list: 'teams', field: 'team' }],
]);

/** Blocks of v4 that are a rule as they are. */
const BLOCKS: ReadonlySet<string> = new Set(['saml', 'external_evaluation', 'auth_context']);

/**
 * Reads the tree of `include`, `require` or `exclude`. Which version of the provider wrote an attribute is told by its
 * shape: v5 has one mapping in each rule, v4 lists, texts and truth values, of which several add up.
 */
export function readRules(list: unknown, field: string): DraftRules {
  if (!isSet(list)) return { rules: [], mistakes: [] };
  if (!Array.isArray(list)) return wrong(field, list === UNKNOWN ? NOT_KNOWN : 'It is no list of rules.');
  return joined(list.map((element, index) => readElement(element, `${field}[${String(index)}]`)));
}

function readElement(element: unknown, field: string): DraftRules {
  if (element === UNKNOWN) return wrong(field, NOT_KNOWN);
  if (!isBranch(element)) return wrong(field, 'It is no rule.');
  const attributes = Object.entries(element);
  if (attributes.length === 0) return wrong(field, 'It has no selector: give it one.');
  const set = attributes.filter(([, value]) => isSet(value));
  if (set.length > 1 && set.some(([, value]) => isBranch(value))) {
    return wrong(field, 'It has several selectors: write one rule for each.');
  }
  return joined(set.map(([name, value]) => readAttribute(name, value, `${field}.${plain(name, 60)}`)));
}

function readAttribute(name: string, value: unknown, field: string): DraftRules {
  if (value === UNKNOWN) return wrong(field, NOT_KNOWN);
  if (isBranch(value)) return readSelector(RENAMED.get(name) ?? name, value, field);
  const text = TEXTS.get(name);
  if (text) {
    const [selector, key] = text;
    return joined(
      placed(value, field).map(([item, place]) => {
        if (item === UNKNOWN)
          return selector === 'group' ? ruleOf(selector, { id: UNKNOWN }, place) : wrong(place, NOT_KNOWN);
        return textOf(item) === undefined
          ? wrong(place, 'It is no text.')
          : ruleOf(selector, { [key]: item }, place);
      }),
    );
  }
  if (FLAGS.has(name) && value === true) return ruleOf(name, {}, field);
  const spread = SPREAD.get(name);
  if (spread) return readBlocks(value, field, (block, place) => spreadBlock(block, place, spread));
  if (BLOCKS.has(name)) return readBlocks(value, field, (block, place) => checkedRule(name, block, place));
  return wrong(field, 'This attribute is not known, so that the rule cannot be sent as the API takes it.');
}

/** A rule of v5. */
function readSelector(selector: string, value: Policy, field: string): DraftRules {
  if (Object.keys(value).length === 0 && SELECTORS_OF_TEXT.has(selector)) return wrong(field, 'It is empty.');
  return checkedRule(selector, value, field);
}

function readBlocks(
  blocks: unknown,
  field: string,
  read: (block: Policy, place: string) => DraftRules,
): DraftRules {
  return joined(
    placed(blocks, field).map(([block, place]) => {
      if (block === UNKNOWN) return wrong(place, NOT_KNOWN);
      return isBranch(block) ? read(withoutUnset(block), place) : wrong(place, 'It is no block.');
    }),
  );
}

function spreadBlock(
  block: Policy,
  field: string,
  { selector, list, field: key }: { selector: string; list: string; field: string },
): DraftRules {
  const { [list]: items, ...others } = block;
  if (items === undefined && selector === 'github-organization') return checkedRule(selector, others, field);
  if (items === UNKNOWN) return wrong(`${field}.${list}`, NOT_KNOWN);
  return joined(
    placed(items, `${field}.${list}`).map(([item, place]) =>
      item === UNKNOWN ? wrong(place, NOT_KNOWN) : checkedRule(selector, { [key]: item, ...others }, field),
    ),
  );
}

/** A rule, unless something in it is unknown; the ids of groups may be found out later. */
function checkedRule(selector: string, value: Policy, field: string): DraftRules {
  const unknown = findUnknown(value);
  if (unknown === undefined) return ruleOf(selector, value, field);
  const place = `${field}${plain(unknown)}`;
  return selector === 'group' && value['id'] === UNKNOWN
    ? ruleOf(selector, value, place)
    : wrong(place, NOT_KNOWN);
}

function ruleOf(selector: string, value: Policy, field: string): DraftRules {
  return { rules: [{ rule: { [selector]: value }, field }], mistakes: [] };
}

/** The items of a list, or the only one, which are set, each with its place. */
function placed(value: unknown, field: string): readonly (readonly [item: unknown, place: string])[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .map((item, index) => [item, Array.isArray(value) ? `${field}[${String(index)}]` : field] as const)
    .filter(([item]) => isSet(item));
}

function withoutUnset(block: Policy): Policy {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => isSet(value)));
}

function joined(all: readonly DraftRules[]): DraftRules {
  return {
    rules: all.flatMap(({ rules }) => rules),
    mistakes: all.flatMap(({ mistakes }) => mistakes),
  };
}

function wrong(field: string, reason: string): DraftRules {
  return { rules: [], mistakes: [{ field, reason }] };
}
