import { type Path, type SourceDocument } from '../document.ts';
import { type Problem } from '../errors.ts';
import { type WrittenDirectory } from './directorySchema.ts';
import { userId } from './userId.ts';

/** Lists whose items have an id; those of applications compare in any case. */
const WITH_IDS = [
  'zones',
  'identity_providers',
  'email_lists',
  'ip_lists',
  'access_groups',
  'policies',
] as const;

/** What a directory has twice though it must stand for one thing, and half a pair of credentials. */
export function checkRepetitions(written: WrittenDirectory, source: SourceDocument): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string): void => {
    problems.push({ message, location: source.locate(path) });
  };
  const checkUnique = <Item>(
    list: keyof WrittenDirectory,
    field: string,
    items: readonly Item[],
    wordOf: (item: Item) => string,
  ): void => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      const word = wordOf(item);
      if (seen.has(word)) report([list, index, field], `This ${field} is in "${list}" twice.`);
      seen.add(word);
    });
  };

  const { identity_providers: providers, applications, api_tokens: tokens, users } = written;
  for (const list of WITH_IDS) checkUnique(list, 'id', idsOf(written[list]), String);
  checkUnique('applications', 'id', idsOf(applications), (id) => id.toLowerCase());
  checkUnique('identity_providers', 'name', providers, ({ name }) => name);
  checkUnique('api_tokens', 'token', tokens, ({ token }) => token);
  checkUnique('users', 'email', users, ({ email }) => email.toLowerCase());
  checkUnique('users', 'id', users, userId);

  providers.forEach(({ id, name }, index) => {
    if (providers.some((other) => other.id === name && other.id !== id)) {
      report(['identity_providers', index, 'name'], 'This name is the id of another identity provider.');
    }
  });
  if ((written.api_email === undefined) !== (written.api_key === undefined)) {
    const given = written.api_email === undefined ? 'api_key' : 'api_email';
    report([given], '"api_email" and "api_key" come together: give both, or neither.');
  }
  return problems;
}

function idsOf(list: readonly { readonly id: string }[]): readonly string[] {
  return list.map(({ id }) => id);
}
