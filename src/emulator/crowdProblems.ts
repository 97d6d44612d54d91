import { type Path, type SourceDocument } from '../document.ts';
import { type Problem } from '../errors.ts';
import { formatCount } from '../format.ts';
import { addressesOf, createMemberSearch } from './crowd.ts';
import { MAX_USERS, type WrittenDirectory } from './directorySchema.ts';

/** Crowds that have the addresses of others or of a user, and those that make a directory too large. */
export function checkCrowds({ users, crowds }: WrittenDirectory, source: SourceDocument): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string): void => {
    problems.push({ message, location: source.locate(path) });
  };

  const seen = new Set<string>();
  let total = users.length;
  crowds.forEach((crowd, index) => {
    const addresses = addressesOf(crowd);
    if (seen.has(addresses)) {
      report(['crowds', index, 'name'], 'Another crowd has this name and domain, hence the same addresses.');
    }
    seen.add(addresses);
    if (total <= MAX_USERS && total + crowd.count > MAX_USERS) {
      report(
        ['crowds', index, 'count'],
        `With this crowd the directory has more than ${formatCount(MAX_USERS)} users.`,
      );
    }
    total += crowd.count;
  });

  const findMember = createMemberSearch(crowds);
  users.forEach(({ email }, index) => {
    if (findMember(email)) report(['users', index, 'email'], 'A user of a crowd has this address.');
  });
  return problems;
}
