import { describe, expect, it } from '@jest/globals';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { ApiError, WireError } from '../../src/errors.ts';
import { aClient, aReply, rejectionOf, success } from '../support/access.ts';
import { ACCOUNT_ID } from '../support/directory.ts';

function applications(count: number): { id: string; name: string; domain: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `app-${String(index + 1)}`,
    name: `App ${String(index + 1)}`,
    domain: `app${String(index + 1)}.example.com`,
  }));
}

function pageOf({ path }: EmulatorRequest): number {
  return Number(new URL(path, 'https://api.cloudflare.com').searchParams.get('page'));
}

/** Serves pages of so many of `rows`. */
function pagesOf(rows: readonly object[], perPage: number, more: Record<string, unknown> = {}): Handler {
  return (request) => success(rows.slice((pageOf(request) - 1) * perPage, pageOf(request) * perPage), more);
}

describe('the applications of an account', () => {
  it('are asked for page by page, and come in the order of the pages', async () => {
    const { client, limits, requests } = aClient(pagesOf(applications(120), 50));

    const read = await client.readApplications(limits);

    expect(read).toEqual(applications(120));
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      [1, 2, 3, 4].map(
        (page) => `GET /client/v4/accounts/${ACCOUNT_ID}/access/apps?page=${String(page)}&per_page=50`,
      ),
    );
  });

  it('end where as many have come as are announced', async () => {
    const { client, limits, requests } = aClient(
      pagesOf(applications(25), 25, { result_info: { total_count: 25 } }),
    );

    expect(await client.readApplications(limits)).toHaveLength(25);
    expect(requests).toHaveLength(1);
  });

  it('count once where pages overlap', async () => {
    const [one, two, three] = applications(3);
    const { client, limits } = aClient([success([one, two]), success([two, three]), success([])]);

    expect((await client.readApplications(limits)).map(({ id }) => id)).toEqual(['app-1', 'app-2', 'app-3']);
  });

  it('may be without a name and a domain, and have whatever else', async () => {
    const { client, limits } = aClient([
      success([{ id: 'x', type: 'warp', name: null, policies: [{ name: 'Staff' }] }], {
        result_info: { total_count: 1 },
      }),
    ]);

    expect(await client.readApplications(limits)).toEqual([{ id: 'x', name: undefined, domain: undefined }]);
  });

  it.each<[string, object[], Record<string, unknown>, string]>([
    ['one has no id', [{ name: 'Wiki' }], {}, 'has not the documented shape: 0.id'],
    ['an id is a path', [{ id: '../x' }], {}, 'has not the documented shape: 0.id'],
    ['a name is no text', [{ id: 'x', name: 7 }], {}, 'has not the documented shape: 0.name'],
    [
      'they end before what is announced',
      applications(3),
      { result_info: { total_count: 4 } },
      'announces 4 applications, but its pages have 3',
    ],
  ])('are not believed where %s', async (_, rows, more, reason) => {
    const { client, limits } = aClient(pagesOf(rows, 50, more));

    const error = await rejectionOf(client.readApplications(limits));

    expect(error).toBeInstanceOf(WireError);
    expect((error as Error).message).toContain(
      `Reading the applications of the account failed: the answer of api.cloudflare.com ${reason}`,
    );
  });

  it('say which permission they take', async () => {
    const refusal = { success: false, errors: [{ code: 10000, message: 'Authentication error' }] };
    const { client, limits } = aClient([aReply(403, refusal)]);

    const error = await rejectionOf(client.readApplications(limits));

    expect(error).toBeInstanceOf(ApiError);
    expect((error as Error).message).toBe(
      'Reading the applications of the account failed (HTTP 403; 10000: Authentication error). The API token lacks the permission "Access: Apps and Policies Read", or its scope does not include this account or zone: add both to the token.',
    );
  });
});
