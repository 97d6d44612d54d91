import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { tableOf } from '../support/markdown.ts';

const SECURITY = readFileSync(`${ROOT}SECURITY.md`, 'utf8');

/** The files that a text names as code: whatever has a folder of ours before it, or the ending of a file. */
function filesIn(text: string): string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) =>
      /^(?:src|__tests__|docs|dist|\.github)\/|^[\w.-]+\.(?:js|json|md|ts|yml)$|^\.npmrc$/.test(code),
    );
}

const exists = (file: string): boolean => existsSync(`${ROOT}${file}`);

describe('SECURITY.md', () => {
  it('names no file that is not there', () => {
    expect(filesIn(SECURITY).length).toBeGreaterThan(30);
    expect(filesIn(SECURITY).filter((file) => !exists(file))).toEqual([]);
  });

  it('links to no file that is not there', () => {
    const links = [...SECURITY.matchAll(/\]\((?!https:)([^)#]+)[^)]*\)/g)].map(([, file = '']) => file);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((file) => !exists(file))).toEqual([]);
  });

  it.each(tableOf(SECURITY, 'threat'))('says where "%s" is met, and which tests hold that', (...cells) => {
    const [, protection = '', where = '', tests = ''] = cells;
    expect(cells).toHaveLength(4);
    expect(protection).not.toBe('');
    expect(filesIn(where)).not.toEqual([]);
    expect(filesIn(tests)).not.toEqual([]);
    expect(filesIn(tests).filter((file) => !file.startsWith('__tests__/'))).toEqual([]);
  });
});
