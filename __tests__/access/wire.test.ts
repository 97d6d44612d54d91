import { describe, expect, it } from '@jest/globals';
import {
  decodeEnvelope,
  decodeStarted,
  decodeTestStatus,
  decodeUsersPage,
  type Envelope,
} from '../../src/access/wire.ts';
import { WireError } from '../../src/errors.ts';

function messageOf(decode: () => unknown): string {
  try {
    return `accepted: ${JSON.stringify(decode())}`;
  } catch (error) {
    return error instanceof WireError ? error.message : `another error: ${String(error)}`;
  }
}

describe('an envelope', () => {
  it.each<[string, unknown, Partial<Envelope>]>([
    [
      'as documented',
      { success: true, errors: [], messages: [], result: { id: 'x' } },
      { success: true, errors: [], messages: [], result: { id: 'x' } },
    ],
    ['of a gateway, without messages and result', { success: false, errors: [] }, { success: false }],
    [
      'with null for its lists',
      { success: true, errors: null, messages: null },
      { errors: [], messages: [] },
    ],
    [
      'with fields that are not known yet',
      { success: true, result_info: { page: 1 }, result: [], weather: 'fine' },
      { success: true, result: [], totalCount: undefined },
    ],
    ['with the count of all rows', { success: true, result_info: { total_count: 7 } }, { totalCount: 7 }],
    [
      'with a count that is none',
      { success: true, result_info: { total_count: '7' } },
      { success: true, totalCount: undefined },
    ],
    ['with null about its rows', { success: true, result_info: null }, { totalCount: undefined }],
  ])('%s is read', (_, wire, expected) => {
    expect(decodeEnvelope(JSON.stringify(wire))).toMatchObject(expected);
  });

  it('keeps code, message, documentation and pointer of its errors and messages', () => {
    const wire = {
      code: 12130,
      message: 'invalid policy',
      documentation_url: 'https://developers.cloudflare.com/x',
      source: { pointer: '/policies/0/include' },
    };
    const expected = {
      code: 12130,
      message: 'invalid policy',
      documentationUrl: 'https://developers.cloudflare.com/x',
      pointer: '/policies/0/include',
    };

    const { errors, messages } = decodeEnvelope(
      JSON.stringify({ success: false, errors: [wire], messages: [wire] }),
    );

    expect({ errors, messages }).toEqual({ errors: [expected], messages: [expected] });
  });

  it.each([
    ['no source', {}],
    ['a null source', { source: null }],
    ['an empty source', { source: {} }],
    ['a null pointer', { source: { pointer: null } }],
    ['null documentation', { documentation_url: null }],
    ['empty documentation', { documentation_url: '' }],
    ['an error chain', { error_chain: [{ code: 6111, message: 'Invalid format' }] }],
  ])('reads an error with %s', (_, more) => {
    const body = JSON.stringify({ success: false, errors: [{ code: 6003, message: 'Invalid', ...more }] });

    expect(decodeEnvelope(body).errors).toEqual([{ code: 6003, message: 'Invalid' }]);
  });

  it.each([
    ['', 'is not JSON: it is empty'],
    ['<!DOCTYPE html>\n<html>', 'is not JSON: it looks like HTML'],
    ['\r\n <html>', 'is not JSON: it looks like HTML'],
    ['upstream connect error <reset>', 'is not JSON: it is something else'],
    ['error<br>', 'is not JSON: it is something else'],
    ['{"result":[{"name":"Alice Arch', 'is not JSON: it is something else'],
    ['null', 'has not the documented shape: Invalid input: expected object, received null'],
    ['[]', 'has not the documented shape: Invalid input: expected object, received array'],
    ['"ok"', 'has not the documented shape: Invalid input: expected object, received string'],
    ['{}', 'has not the documented shape: success: Invalid input: expected boolean, received undefined'],
    [
      '{"success":"true"}',
      'has not the documented shape: success: Invalid input: expected boolean, received string',
    ],
    [
      '{"success":true,"errors":{}}',
      'has not the documented shape: errors: Invalid input: expected array, received object',
    ],
  ])('is not %j', (body, message) => {
    expect(messageOf(() => decodeEnvelope(body))).toBe(message);
  });

  it('keeps a place for an error that it cannot read, and no more than a hundred', () => {
    const unreadable = decodeEnvelope(
      '{"success":false,"errors":[{"code":"10000"},{"code":7,"message":"no"}]}',
    );
    expect(unreadable.errors).toEqual([
      { code: 0, message: 'an error of an unknown form' },
      { code: 7, message: 'no' },
    ]);
    const flood = JSON.stringify({ success: true, messages: Array.from({ length: 5_000 }, () => 0) });
    expect(decodeEnvelope(flood).messages).toHaveLength(100);
  });
});

describe('the id of a started test', () => {
  it.each(['f1a2', 'f'.repeat(64), '023e105f-4ecf-8ad9-ca31-a8372d0c353e'])('may be %j', (id) => {
    expect(decodeStarted({ id, status: 'success' })).toBe(id);
    expect(decodeStarted({ id })).toBe(id);
  });

  it.each([
    ['nothing at all', undefined, ': Invalid input: expected object, received undefined'],
    ['null', null, ': Invalid input: expected object, received null'],
    ['no id', { status: 'success' }, ': id: Invalid input: expected string, received undefined'],
    ['a number', { id: 7 }, ': id: Invalid input: expected string, received number'],
    ['an empty id', { id: '' }, ': id: Invalid string: must match pattern /^[\\w-]{1,64}$/'],
    ['65 characters', { id: 'f'.repeat(65) }, ': id: Invalid string: must match pattern /^[\\w-]{1,64}$/'],
    ['a way out of its folder', { id: '..' }, ': id: Invalid string: must match pattern /^[\\w-]{1,64}$/'],
    ['a second line', { id: 'f1\n::error::' }, ': id: Invalid string: must match pattern /^[\\w-]{1,64}$/'],
    ['another status', { id: 'f1', status: 'failed' }, ': status: Invalid input: expected "success"'],
  ])('is not %s', (_, result, message) => {
    expect(messageOf(() => decodeStarted(result))).toBe(`has not the documented shape${message}`);
  });
});

describe('the status of a test', () => {
  it('has every count under its own name', () => {
    const result = {
      id: 'f1',
      status: 'exceeded time',
      total_users: 1,
      users_approved: 2,
      users_blocked: 3,
      users_errored: 4,
      percent_approved: 5,
      percent_blocked: 6,
      percent_errored: 7,
      percent_users_processed: 8,
    };

    expect(decodeTestStatus(result, 'f1')).toEqual({
      status: 'exceeded time',
      counts: {
        totalUsers: 1,
        usersApproved: 2,
        usersBlocked: 3,
        usersErrored: 4,
        percentApproved: 5,
        percentBlocked: 6,
        percentErrored: 7,
        percentUsersProcessed: 8,
      },
    });
  });

  it('may be alone, and any word', () => {
    const { status, counts } = decodeTestStatus({ status: 'queued for later' }, 'f1');

    expect(status).toBe('queued for later');
    expect(Object.values(counts).filter((count) => count !== undefined)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'Invalid input: expected object, received array'],
    ['no word', {}, 'status: Invalid input: expected string, received undefined'],
    ['an empty word', { status: '' }, 'status: Too small: expected string to have >=1 characters'],
    ['a number', { status: 1 }, 'status: Invalid input: expected string, received number'],
    [
      'a count in quotes',
      { status: 'complete', total_users: '10' },
      'total_users: Invalid input: expected number, received string',
    ],
    [
      'a null count',
      { status: 'complete', users_blocked: null },
      'users_blocked: Invalid input: expected number, received null',
    ],
    [
      'a negative count',
      { status: 'complete', users_blocked: -1 },
      'users_blocked: Too small: expected number to be >=0',
    ],
    [
      'half a user',
      { status: 'complete', users_errored: 0.5 },
      'users_errored: Invalid input: expected int, received number',
    ],
    [
      'more users than a number can count',
      { status: 'complete', total_users: 1e300 },
      'total_users: Too big: expected int to be <=9007199254740991',
    ],
    [
      'more than everybody',
      { status: 'complete', percent_users_processed: 101 },
      'percent_users_processed: Too big: expected number to be <=100',
    ],
    [
      'less than nobody',
      { status: 'complete', percent_blocked: -1 },
      'percent_blocked: Too small: expected number to be >=0',
    ],
  ])('is not %s', (_, result, message) => {
    expect(messageOf(() => decodeTestStatus(result, 'f1'))).toBe(`has not the documented shape: ${message}`);
  });
});

describe('the id in a status', () => {
  it.each([undefined, null, 'f1', 'F1'])('may be %j for the policy test f1', (id) => {
    expect(decodeTestStatus({ id, status: 'complete' }, 'f1').status).toBe('complete');
  });

  it.each(['f2', ''])('is not %j for the policy test f1', (id) => {
    expect(messageOf(() => decodeTestStatus({ id, status: 'complete' }, 'f1'))).toBe(
      'is about another policy test',
    );
  });
});

describe('a page of users', () => {
  it('has rows of four fields, of which each may say nothing', () => {
    expect(
      decodeUsersPage([
        { id: 'u1', email: 'alice@example.com', name: 'Alice', status: 'approved' },
        { id: 'u2', email: '', name: null, status: 'blocked' },
        { status: 'error', last_seen: 'long ago' },
        {},
      ]),
    ).toEqual([
      { id: 'u1', email: 'alice@example.com', name: 'Alice', status: 'approved' },
      { id: 'u2', status: 'blocked' },
      { status: 'error' },
      {},
    ]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'Invalid input: expected array, received undefined'],
    ['null', null, 'Invalid input: expected array, received null'],
    ['an object', { users: [] }, 'Invalid input: expected array, received object'],
    ['rows of text', ['alice'], '0: Invalid input: expected object, received string'],
    ['a null row', [{}, null], '1: Invalid input: expected object, received null'],
    ['a numeric id', [{ id: 1 }], '0.id: Invalid input: expected string, received number'],
    [
      "the filter's word for a status",
      [{ status: 'success' }],
      '0.status: Invalid option: expected one of "approved"|"blocked"|"error"',
    ],
    [
      'a status in capitals',
      [{ status: 'Approved' }],
      '0.status: Invalid option: expected one of "approved"|"blocked"|"error"',
    ],
    [
      'a null status',
      [{ status: null }],
      '0.status: Invalid option: expected one of "approved"|"blocked"|"error"',
    ],
  ])('is not %s', (_, result, message) => {
    expect(messageOf(() => decodeUsersPage(result))).toBe(`has not the documented shape: ${message}`);
  });
});

it('a page of more rows than a page can have is not looked at row by row', () => {
  const rows = Array.from({ length: 1_001 }, () => 0);
  expect(messageOf(() => decodeUsersPage(rows))).toBe('has 1001 rows, more than a page can have');
});
