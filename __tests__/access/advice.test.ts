import { describe, expect, it } from '@jest/globals';
import { adviceFor, renderApiMessage } from '../../src/access/advice.ts';
import { type ApiMessage } from '../../src/access/wire.ts';

function anError(code: number): ApiMessage {
  return { code, message: 'words of Cloudflare' };
}

describe('the advice', () => {
  it.each([
    ['an unknown token', 403, [9109], 'The API token is unknown, expired or revoked:'],
    ['a revoked token', 403, [1000], 'The API token is unknown, expired or revoked:'],
    [
      'a token without the permission',
      403,
      [10000],
      'The API token lacks the permission "Access: Policy Test Write"',
    ],
    ['a malformed token', 400, [6003], 'The credentials are malformed:'],
    ['no token at all', 400, [9106], 'No credentials arrived:'],
    ['a wrong account', 400, [7003, 7000], 'Cloudflare does not know this account or zone: check account-id'],
    [
      'a wrong address',
      404,
      [7000],
      'Cloudflare does not know this address: check account-id and api-base-url.',
    ],
    ['an account without Zero Trust', 400, [9999], 'Zero Trust is not set up in this account:'],
    [
      'a policy that is not accepted',
      400,
      [12130],
      'Cloudflare does not accept the request as it is written',
    ],
    ['a test that does not exist', 404, [12130], 'It does not exist, or no longer: check the id'],
    ['an unknown pair', 403, [9103], 'The pair of e-mail address and API key is unknown:'],
    ['a code behind an unknown one', 403, [123, 9109], 'The API token is unknown, expired or revoked:'],
    ['only unknown codes', 400, [123], 'Cloudflare does not accept the request as it is written'],
    ['a 401 without codes', 401, [], 'The API token lacks the permission "Access: Policy Test Write"'],
    ['a 403 without codes', 403, [], 'The API token lacks the permission "Access: Policy Test Write"'],
    ['a 404 without codes', 404, [], 'It does not exist, or no longer: check the id'],
    ['a rate limit', 429, [10429], 'The limit of 1,200 requests in 5 minutes is shared'],
    ['an outage', 500, [], 'Run it again; if it stays so, ask Cloudflare'],
  ])('on %s tells what to do', (_, status, codes, start) => {
    expect(adviceFor(status, codes.map(anError), 'Access: Policy Test Write').slice(0, start.length)).toBe(
      start,
    );
  });
});

describe('a message of the API', () => {
  it.each<[string, Partial<ApiMessage>, string]>([
    ['its code and words', {}, '12130: invalid policy'],
    ['where', { pointer: '/policies/0' }, '12130: invalid policy at /policies/0'],
    [
      'where it is documented',
      { documentationUrl: 'https://developers.cloudflare.com/x' },
      '12130: invalid policy (https://developers.cloudflare.com/x)',
    ],
    [
      'all of them',
      { pointer: '/policies/0', documentationUrl: 'https://developers.cloudflare.com/x' },
      '12130: invalid policy at /policies/0 (https://developers.cloudflare.com/x)',
    ],
    [
      'no address and no second line',
      { message: 'unknown:\n::error::alice@example.com', pointer: '/a\u202E\r/b' },
      '12130: unknown: ::[address] at /a /b',
    ],
  ])('shows %s', (_, more, text) => {
    expect(renderApiMessage({ code: 12130, message: 'invalid policy', ...more }, (words) => words)).toBe(
      text,
    );
  });
});
