import { type Path, type SourceDocument } from '../document.ts';
import { type Problem } from '../errors.ts';
import { type WrittenDirectory } from './directorySchema.ts';
import { userId } from './userId.ts';

/** Lists whose items have an id. */
const WITH_IDS = [
  'zones',
  'identity_providers',
  'email_lists',
  'ip_lists',
  'access_groups',
  'policies',
  'applications',
] as const;

/** What a directory has twice though it must stand for one thing, and half a pair of credentials. */
export function checkRepetitions(written: WrittenDirectory, source: SourceDocument): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string): void => {
    problems.push({ message, location: source.locate(path) });
  };
  const checkUnique = (list: keyof WrittenDirectory, field: string, values: readonly string[]): void => {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      if (seen.has(value)) report([list, index, field], `This ${field} is in "${list}" twice.`);
      seen.add(value);
    });
  };

  const { identity_providers: providers, api_tokens: tokens, users } = written;
  for (const list of WITH_IDS)
    checkUnique(
      list,
      'id',
      written[list].map(({ id }) => id),
    );
  checkUnique(
    'identity_providers',
    'name',
    providers.map(({ name }) => name),
  );
  checkUnique(
    'api_tokens',
    'token',
    tokens.map(({ token }) => token),
  );
  checkUnique(
    'users',
    'email',
    users.map(({ email }) => email.toLowerCase()),
  );
  checkUnique('users', 'id', users.map(userId));

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
