import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { anchorsOf, DOCUMENTS, linksOf } from '../support/documents.ts';

const REPOSITORY = 'https://github.com/access-policy-gate/access-policy-gate';

describe.each(DOCUMENTS)('a link of %s', (document) => {
  const links = linksOf(document);
  const isExternal = (link: string): boolean => /^\w+:/.test(link);

  it('leads to a file and a heading that there are, where it stays in the project', () => {
    const lost = links
      .filter((link) => !isExternal(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? document : posix.join(posix.dirname(document), path);
        if (target.startsWith('..') || !existsSync(`${ROOT}${target}`)) return true;
        return anchor !== undefined && !anchorsOf(target).includes(anchor);
      });
    expect(lost).toEqual([]);
  });

  it('is an address of https, where it leaves it', () => {
    const others = links.filter(isExternal);
    expect(others.filter((link) => !URL.canParse(link) || !link.startsWith('https://'))).toEqual([]);
    // What is in the repository is linked to by its path, which a test can follow.
    expect(others.filter((link) => link.startsWith(`${REPOSITORY}/blob/`))).toEqual([]);
  });
});

it('leads from the index of the documentation to every page of it', () => {
  const indexes = ['docs/README.md', 'docs/how-to/README.md'];
  const linked = indexes.flatMap((index) =>
    linksOf(index).map((link) => posix.join(posix.dirname(index), link.split('#')[0] ?? '')),
  );
  const pages = DOCUMENTS.filter((name) => name.startsWith('docs/') && !indexes.includes(name));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((name) => !linked.includes(name))).toEqual([]);
});
