import { describe, expect, it } from '@jest/globals';
import { readOrigin } from '../../src/github/event.ts';
import { LOCAL, type Origin, parseOrigin } from '../../src/github/origin.ts';
import { readEvent } from '../support/events.ts';
import { memoryFiles } from '../support/files.ts';

const FORK = /^the pull request comes from a fork, which gets no secrets;/;
const DEPENDABOT = /^Dependabot started the run, which gets no secrets;/;
const REFUSED =
  /gives the secrets of this repository to a run about another one.*: use the event pull_request\.$/;

/** What is expected of an origin; what is not named is as of a run that may do everything. */
function matching(expected: { visibility?: string; withoutSecrets?: RegExp; refusal?: RegExp } = {}): object {
  const { visibility = 'private', withoutSecrets, refusal } = expected;
  return {
    visibility,
    withoutSecrets: withoutSecrets && (expect.stringMatching(withoutSecrets) as unknown),
    refusal: refusal && (expect.stringMatching(refusal) as unknown),
  };
}

describe('an event as GitHub sends it', () => {
  it.each<[name: string, file: string, expected: object]>([
    ['pull_request', 'pull_request', matching()],
    ['pull_request', 'pull_request.fork', matching({ withoutSecrets: FORK })],
    ['pull_request', 'pull_request.public-fork', matching({ visibility: 'public', withoutSecrets: FORK })],
    ['pull_request', 'pull_request.deleted-fork', matching({ withoutSecrets: FORK })],
    ['pull_request_review', 'pull_request.fork', matching({ withoutSecrets: FORK })],
    ['pull_request', 'pull_request.dependabot', matching({ withoutSecrets: DEPENDABOT })],
    ['pull_request', 'pull_request.dependabot-branch-pushed-by-member', matching()],
    ['pull_request_target', 'pull_request_target', matching()],
    ['pull_request_target', 'pull_request_target.fork', matching({ refusal: REFUSED })],
    ['pull_request_target', 'pull_request.deleted-fork', matching({ refusal: REFUSED })],
    ['workflow_run', 'workflow_run', matching()],
    ['workflow_run', 'workflow_run.fork', matching({ refusal: REFUSED })],
    ['merge_group', 'merge_group', matching()],
    ['workflow_dispatch', 'workflow_dispatch', matching()],
    ['schedule', 'schedule', matching()],
    ['push', 'push.public', matching({ visibility: 'public' })],
  ])('%s of %s.json is understood', (name, file, expected) => {
    expect(parseOrigin(name, readEvent(file))).toMatchObject(expected);
  });

  it.each([
    ['pull_request', { pullRequest: 42, base: 'main', baseRef: 'refs/heads/main' }],
    ['pull_request.fork', { pullRequest: 42, base: 'main', baseRef: 'refs/heads/main' }],
    [
      'merge_group',
      { pullRequest: undefined, base: 'main', baseRef: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ],
    ['push.public', undefined],
    ['schedule', undefined],
    ['workflow_dispatch', undefined],
    ['empty', undefined],
  ])('%s.json says what is to be merged into what', (file, proposal) => {
    expect(parseOrigin('', readEvent(file)).proposal).toEqual(proposal);
  });

  it.each([
    ['a pull request without a number', { pull_request: { base: { ref: 'main' } } }],
    ['a pull request without a base', { pull_request: { number: 1 } }],
    ['a group without a commit', { merge_group: { base_ref: 'refs/heads/main' } }],
    ['a group without a branch', { merge_group: { base_sha: '1f0e9d8c' } }],
  ])('proposes nothing in %s', (_, payload) => {
    expect(parseOrigin('pull_request', JSON.stringify(payload)).proposal).toBeUndefined();
  });

  it('is of Dependabot only when that is the whole name', () => {
    const payload = JSON.parse(readEvent('pull_request')) as object;
    const text = JSON.stringify({ ...payload, sender: { login: 'dependabot-fan' } });
    expect(parseOrigin('pull_request', text)).toMatchObject(matching());
  });

  it.each(['private', 'internal'])('is not public where the visibility alone says %s', (visibility) => {
    const text = JSON.stringify({ repository: { full_name: 'a/b', visibility } });
    expect(parseOrigin('push', text).visibility).toBe('private');
  });

  it('of an internal repository is not public', () => {
    const internal = { repository: { full_name: 'a/b', private: true, visibility: 'internal' } };
    expect(parseOrigin('push', JSON.stringify(internal)).visibility).toBe('private');
  });
});

describe('what an event does not tell', () => {
  const payload = JSON.parse(readEvent('pull_request.fork')) as Record<string, unknown>;

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no JSON', 'no JSON'],
    ['null', null],
    ['a list', []],
    ['a text', 'text'],
    ['an empty object', {}],
    ['fields of other types', { repository: 1, pull_request: 'x', workflow_run: [], sender: null }],
    [
      'inner fields of other types',
      { repository: { full_name: 1 }, pull_request: { head: { repo: { full_name: {} } } } },
    ],
    ['no names', { repository: { private: 'no' }, pull_request: { head: { repo: {} } } }],
    ['a head without a repository of its own', { ...payload, repository: undefined }],
  ])('is not made up from %s', (_, content) => {
    const text = typeof content === 'string' || content === undefined ? content : JSON.stringify(content);
    expect(parseOrigin('pull_request', text)).toMatchObject(matching({ visibility: 'unknown' }));
    expect(parseOrigin('pull_request_target', text)).toMatchObject(
      matching({ visibility: 'unknown', refusal: REFUSED }),
    );
    expect(parseOrigin('workflow_run', text)).toMatchObject(
      matching({ visibility: 'unknown', refusal: REFUSED }),
    );
  });

  it.each([
    { private: false, visibility: 'private' },
    { private: true, visibility: 'public' },
    { private: false },
    { visibility: 'public' },
  ])('counts as public as soon as anything says so, as %j', (repository) => {
    expect(parseOrigin('push', JSON.stringify({ repository })).visibility).toBe('public');
  });

  it('is no reason to go without a token where another event has the payload of a fork', () => {
    const strange = matching({ refusal: REFUSED });
    for (const name of ['push', 'Pull_Request', 'constructor', '']) {
      expect(parseOrigin(name, readEvent('pull_request.fork'))).toMatchObject(strange);
    }
    expect(parseOrigin('', readEvent('workflow_run.fork'))).toMatchObject(strange);
    expect(parseOrigin('', readEvent('pull_request'))).toMatchObject(matching());
  });
});

describe('the file of the event', () => {
  const read = (
    environment: Record<string, string>,
    contents: Record<string, string> = {},
  ): Promise<Origin> => readOrigin(environment, memoryFiles(contents));
  const path = '/runner/_temp/event.json';

  it('is read where GITHUB_EVENT_PATH names it, and its kind in GITHUB_EVENT_NAME', async () => {
    const environment = { GITHUB_EVENT_PATH: path, GITHUB_EVENT_NAME: 'pull_request_target' };
    const contents = { [path]: readEvent('pull_request_target.fork') };
    expect(await read(environment, contents)).toMatchObject(matching({ refusal: REFUSED }));
  });

  it('is not looked for in a terminal', async () => {
    expect(await read({})).toEqual(LOCAL);
  });

  it.each<[string, Record<string, string>]>([
    ['is not there', { GITHUB_EVENT_PATH: '/gone.json' }],
    ['is not named', { GITHUB_ACTIONS: 'true' }],
    ['is longer than GitHub sends it', { GITHUB_EVENT_PATH: path }],
  ])('tells nothing when it %s on a runner', async (_, environment) => {
    const contents = { [path]: `${readEvent('push.public')}${' '.repeat(25 * 1024 * 1024)}` };
    expect(await read(environment, contents)).toMatchObject(matching({ visibility: 'unknown' }));
  });
});
