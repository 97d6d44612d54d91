import { type Path, type SourceDocument } from '../document.ts';
import { type Location, type Problem } from '../errors.ts';
import { findNearest } from '../suggestion.ts';
import { oneLine } from '../untrusted.ts';
import { type IdentityProvider } from './directory.ts';
import { type WrittenDirectory } from './directorySchema.ts';
import { ownRules, referencesOf } from './ruleReferences.ts';
import { SELECTORS } from './selectors.ts';

/**
 * What refers to nothing in a directory: by its users and applications, by its own rules, and by its settings. The
 * policies of a request are free to, and so are groups to need each other: what cannot be decided is worth playing.
 */
export function checkReferences(written: WrittenDirectory, source: SourceDocument): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string): void => {
    problems.push({ message, location: source.locate(path) });
  };
  const checkKnown = (
    path: Path,
    name: string | undefined,
    list: string,
    known: ReadonlySet<string>,
  ): void => {
    if (name === undefined || known.has(name)) return;
    report(path, `"${list}" has no ${show(name)}${suggest(name, known)}`);
  };

  const providers = new Set(providersByReference(written).keys());
  for (const list of ['users', 'crowds'] as const) {
    written[list].forEach(({ identity_provider: provider }, index) => {
      checkKnown([list, index, 'identity_provider'], provider, 'identity_providers', providers);
    });
  }

  const zones = idsOf(written.zones);
  const policies = idsOf(written.policies);
  const addresses = addressesOf(written.users);
  const seen = addressesOf(written.users.filter(({ last_login: lastLogin }) => lastLogin !== undefined));
  written.applications.forEach((application, index) => {
    const path = ['applications', index];
    checkKnown([...path, 'zone_id'], application.zone_id, 'zones', zones);
    const checked = application.checked_user?.toLowerCase();
    checkKnown([...path, 'checked_user'], checked, 'users', addresses);
    if (checked !== undefined && addresses.has(checked) && !seen.has(checked)) {
      report([...path, 'checked_user'], 'Who has never logged in has no identity to check.');
    }
    application.policies.forEach((policy, place) => {
      if (typeof policy === 'string') checkKnown([...path, 'policies', place], policy, 'policies', policies);
    });
  });

  const lists = {
    access_groups: idsOf(written.access_groups),
    email_lists: idsOf(written.email_lists),
    ip_lists: idsOf(written.ip_lists),
    identity_providers: idsOf(written.identity_providers),
  };
  const selectors = new Set(SELECTORS.keys());
  const checkSelector = (selector: string, location: Location): void => {
    if (selectors.has(selector)) return;
    problems.push({
      message: `No selector is called ${show(selector)}${suggest(selector, selectors)}`,
      location,
    });
  };
  for (const { rule, path } of ownRules(written)) {
    const [selector = ''] = Object.keys(rule);
    checkSelector(selector, source.locateKey([...path, selector]));
    for (const { id, list, field } of referencesOf(rule)) {
      checkKnown([...path, selector, field], id, list, lists[list]);
    }
  }
  written.settings.undecidable_selectors.forEach((selector, index) => {
    checkSelector(selector, source.locate(['settings', 'undecidable_selectors', index]));
  });
  return problems;
}

/** Users may name their identity provider by its name, which reads better than an id. */
export function providersByReference({
  identity_providers: providers,
}: WrittenDirectory): ReadonlyMap<string, IdentityProvider> {
  return new Map(
    providers.flatMap(({ id, type, name }) => [
      [name, { id, type }],
      [id, { id, type }],
    ]),
  );
}

function idsOf(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ id }) => id));
}

function addressesOf(users: WrittenDirectory['users']): ReadonlySet<string> {
  return new Set(users.map(({ email }) => email.toLowerCase()));
}

const MAX_SHOWN = 100;

/** Also an address, which messages hide elsewhere: nobody finds a misspelt one by "[address]". */
function show(text: string): string {
  const characters = Array.from(oneLine(text));
  return `"${characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : characters.join('')}"`;
}

function suggest(text: string, known: ReadonlySet<string>): string {
  const nearest = findNearest(text, [...known]);
  return nearest === undefined ? '.' : `; did you mean ${show(nearest)}?`;
}
