import { aUser, someSettings } from '../../support/directory.ts';
import { type Fault } from './fault.ts';
import { oneRow, type Row, rows, SOMEBODY, turning, without } from './rows.ts';
import { altering, type Answering, faultAt, ON_PAGES } from './stage.ts';

const LISTS: readonly (readonly [string, () => Answering, string])[] = [
  ['a page that repeats the one before', () => turning((page) => (page === 2 ? 1 : page)), 'the count says'],
  ['pages that are all the first', () => turning(() => 1), 'the count says'],
  ['pages in the order 1, 3, 3', () => turning((page) => (page === 2 ? 3 : page)), 'the count says'],
  ['pages that are skipped', () => turning((page) => 2 * page - 1), 'the count says'],
  [
    'a page that shrinks',
    () => rows((page, number) => (number === 2 ? page.slice(1) : page)),
    'the count says',
  ],
  [
    'a first page that shrinks',
    () => rows((page, number) => (number === 1 ? page.slice(1) : page)),
    'the count says',
  ],
  [
    'a page that grows',
    () => rows((page, number) => (number === 2 ? [...page, SOMEBODY] : page)),
    'Listed with the status approved: 7 users; the count says 6',
  ],
  [
    'a last page that grows',
    () => rows((page, number) => (number === 3 ? [...page, SOMEBODY] : page)),
    'Listed with the status approved: 7 users; the count says 6',
  ],
  [
    'a page of more rows than there can be',
    () => rows((page) => Array.from({ length: 1001 }, () => page[0])),
    'has 1001 rows, more than a page can have',
  ],
  ['an empty page in the middle', () => rows((page, number) => (number === 2 ? [] : page)), 'the count says'],
  [
    'an empty first page',
    () => rows((page, number) => (number === 1 ? [] : page)),
    'Listed with the status approved: 0 users; the count says 6',
  ],
  ['no rows at all', () => rows(() => []), 'Listed with the status approved: 0 users; the count says 6'],
  [
    'a row without id and address',
    () => oneRow(without('id', 'email')),
    'Listed without a status, or with neither id nor address: 1 user',
  ],
  [
    'a row with an empty id and address',
    () => oneRow((row) => ({ ...row, id: '', email: '' })),
    'with neither id nor address: 1 user',
  ],
  [
    'a row of null',
    () => rows((page, number) => (number === 2 ? [null, ...page.slice(1)] : page)),
    'not the documented shape: 0',
  ],
  [
    'a row that is a list',
    () => rows((page, number) => (number === 2 ? [[], ...page.slice(1)] : page)),
    'not the documented shape: 0',
  ],
  ['a row with a number as id', () => oneRow((row) => ({ ...row, id: 7 })), 'not the documented shape: 0.id'],
  ['a row without status', () => oneRow(without('status')), 'Listed without a status'],
  [
    'a row with null as status',
    () => oneRow((row) => ({ ...row, status: null })),
    'not the documented shape: 0.status',
  ],
  [
    'a row with an unknown status',
    () => oneRow((row) => ({ ...row, status: 'pending' })),
    'not the documented shape: 0.status',
  ],
  [
    'a row with a status in capitals',
    () => oneRow((row) => ({ ...row, status: 'APPROVED' })),
    'not the documented shape: 0.status',
  ],
  [
    'a row with the word of the filter as status',
    () => oneRow((row) => ({ ...row, status: 'success' })),
    'not the documented shape: 0.status',
  ],
  [
    'a row with another status than was counted',
    () => rows((page, number) => (number === 3 ? page.map((row) => ({ ...row, status: 'approved' })) : page)),
    'the count says',
  ],
  [
    'the same user twice with different statuses',
    () =>
      rows((page, number) =>
        number === 3
          ? [...page, { ...page[0], status: page[0]?.['status'] === 'blocked' ? 'approved' : 'blocked' }]
          : page,
      ),
    'Listed with two different statuses: 1 user',
  ],
  [
    'the same user twice with different addresses',
    () =>
      rows((page, number) => (number === 3 ? [...page, { ...page[0], email: 'other@example.com' }] : page)),
    'Listed with two different addresses under one id: 1 user',
  ],
  [
    'the same user on two pages in place of another',
    () => {
      let first: Row | undefined;
      return rows((page, number) => {
        first ??= page[0];
        return number === 3 ? [first, ...page.slice(1)] : page;
      });
    },
    'the count says',
  ],
];

const ENDLESS: readonly Fault[] = [
  {
    name: 'a list that goes on after the last page, which is full',
    scenario: () => ({
      directory: { ...ON_PAGES, settings: someSettings({ test_seconds: 2, max_per_page: 5 }) },
      fault: rows((page, number) => (number === 3 ? [SOMEBODY] : page)),
    }),
    says: ['Listed with the status approved: 7 users; the count says 6', 'Run the gate again'],
  },
  {
    name: 'a list without an end',
    scenario: () => {
      let pass: (ms: number) => void = () => undefined;
      const count = {
        total_users: Number.MAX_SAFE_INTEGER,
        users_approved: Number.MAX_SAFE_INTEGER,
        users_blocked: 0,
        percent_approved: 100,
        percent_blocked: 0,
      };
      const endless = rows((_, page) => {
        // As many as are under way at once may come after the deadline.
        pass(250);
        return Array.from({ length: 4 }, (__, index) => ({
          ...SOMEBODY,
          id: `${String(page)}-${String(index)}`,
        }));
      });
      const counting = faultAt(
        'poll',
        altering((result) => ({ ...(result as Row), ...count })),
      );
      return {
        world(base) {
          pass = (ms) => {
            base.clock.advance(ms);
          };
          return base;
        },
        fault: (request, next) => endless(request, (one) => counting(one, next)),
      };
    },
    says: ['raise timeout-minutes'],
  },
];

/** Everything that a list of users can do. */
export const PAGES: readonly Fault[] = [
  ...LISTS.map(([name, answering, says]): Fault => ({
    name,
    scenario: () => ({ fault: answering() }),
    says: [says],
  })),
  ...ENDLESS,
];

/** What is strange, and proves all the same what it proves. */
export const PAGES_OVERCOME: readonly Fault[] = [
  {
    name: 'a user who comes twice with the same status',
    scenario: () => ({ fault: rows((page, number) => (number === 3 ? [...page, ...page] : page)) }),
    verdict: 'passed',
  },
  {
    name: 'pages in another order',
    scenario: () => ({ fault: turning((page) => ({ 2: 3, 3: 2 })[page] ?? page) }),
    verdict: 'passed',
  },
  {
    name: 'rows without a name',
    scenario: () => ({ fault: rows((page) => page.map(without('name'))) }),
    verdict: 'passed',
  },
  {
    name: 'fields that nobody knows',
    scenario: () => ({ fault: rows((page) => page.map((row) => ({ ...row, planet: { name: 'Mars' } }))) }),
    verdict: 'passed',
  },
  {
    name: 'a user who logs in for the first time while the test runs',
    scenario: () => ({
      directory: {
        ...ON_PAGES,
        users: [...ON_PAGES.users, aUser({ id: 'n', email: 'n@example.com', name: 'Newcomer' })],
      },
    }),
    verdict: 'passed',
  },
];
