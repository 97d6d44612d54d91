import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameApplications } from '../../src/init/applicationNames.ts';
import { plain } from '../../src/untrusted.ts';
import { HOSTILE } from '../support/hostile.ts';

function namesOf(
  ...applications: readonly (readonly [name: string | undefined, domain?: string | undefined])[]
): string[] {
  return nameApplications(
    applications.map(([name, domain], index) => ({ id: `app-${String(index + 1)}`, name, domain })),
  ).map(({ name }) => name);
}

describe('the name of a test', () => {
  it.each([
    ['that of its application', ['Wiki', 'wiki.example.com'], 'Wiki'],
    ['on one line', ['Wiki\n# and more\u0000', undefined], 'Wiki # and more'],
    ['without addresses', ['Portal of alice@example.com', undefined], 'Portal of [address]'],
    [
      'where the application is, if it has none',
      [undefined, 'wiki.example.com/docs'],
      'wiki.example.com/docs',
    ],
    ['where the application is, if it is blank', [' \u200b\t', 'wiki.example.com'], 'wiki.example.com'],
    ['its id, if there is nothing else', [undefined, undefined], 'Application app-1'],
    ['cut, if it is long', ['w'.repeat(81), undefined], `${'w'.repeat(79)}…`],
  ] as const)('is %s', (_, [name, domain], expected) => {
    expect(namesOf([name, domain])).toEqual([expected]);
  });

  it('has a number where an earlier one has it, too', () => {
    expect(namesOf(['Wiki'], ['Wiki'], ['Mail'], ['Wiki'])).toEqual(['Wiki', 'Wiki (2)', 'Mail', 'Wiki (3)']);
  });

  it('has another number where that is taken by a name', () => {
    expect(namesOf(['Wiki (2)'], ['Wiki'], ['Wiki'], ['Wiki'])).toEqual([
      'Wiki (2)',
      'Wiki',
      'Wiki (3)',
      'Wiki (4)',
    ]);
  });

  it('is distinct, fit for a config, and stays as it is where it is shown, whatever applications are called', () => {
    const name = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('Wiki', 'Wiki (2)', '👩‍👩‍👧‍👦'.repeat(90)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 30 }), (applications) => {
        const names = namesOf(...applications);
        expect(new Set(names).size).toBe(applications.length);
        for (const one of names) {
          expect(one).toMatch(/\S/);
          expect(one.length).toBeLessThanOrEqual(200);
          expect(plain(one)).toBe(one);
        }
      }),
      { seed: 20261122 },
    );
  });
});
