import { describe, expect, it } from '@jest/globals';
import { readRunUrl } from '../../src/github/runUrl.ts';

const RUNNER = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'octo-org/access.policies',
  GITHUB_RUN_ID: '1234567890',
};

describe('the address of a run', () => {
  it('is that of the runner', () => {
    expect(readRunUrl(RUNNER)).toBe('https://github.com/octo-org/access.policies/actions/runs/1234567890');
  });

  it('is on the server of the enterprise', () => {
    const environment = { ...RUNNER, GITHUB_SERVER_URL: 'https://git.example.com:8443' };
    expect(readRunUrl(environment)).toMatch(/^https:\/\/git\.example\.com:8443\/octo-org\//);
  });

  it.each(Object.keys(RUNNER))('is not known without %s', (name) => {
    expect(readRunUrl({ ...RUNNER, [name]: undefined })).toBeUndefined();
    expect(readRunUrl({ ...RUNNER, [name]: '' })).toBeUndefined();
  });

  it.each<[string, Partial<typeof RUNNER>]>([
    ['that is not encrypted', { GITHUB_SERVER_URL: 'http://github.com' }],
    ['of a script', { GITHUB_SERVER_URL: 'javascript:alert(1)//' }],
    ['with somebody in it', { GITHUB_SERVER_URL: 'https://me@github.com' }],
    ['with a path', { GITHUB_SERVER_URL: 'https://github.com/x' }],
    ['that ends a link', { GITHUB_REPOSITORY: 'octo/x)[y' }],
    ['of two lines', { GITHUB_REPOSITORY: 'octo/x\n# y' }],
    ['that ends a line', { GITHUB_RUN_ID: '7\n' }],
    ['of no number', { GITHUB_RUN_ID: '../7' }],
    ['of another folder', { GITHUB_REPOSITORY: 'octo/access/settings' }],
  ])('is none %s', (_, changed) => {
    expect(readRunUrl({ ...RUNNER, ...changed })).toBeUndefined();
  });
});
