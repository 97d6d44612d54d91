import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { MAX_BODY_BYTES } from '../../src/access/exchange.ts';
import { MAX_CHARACTERS, MAX_USERS } from '../../src/access/users.ts';
import { MAX_PAGES } from '../../src/access/wholeList.ts';
import { MAX_IDENTITY } from '../../src/access/wire.ts';
import { MAX_ITEMS, MAX_PATTERNS, MAX_TEXT } from '../../src/config/assertionSchema.ts';
import {
  MAX_DEPTH,
  MAX_PATH,
  MAX_PER_PAGE,
  MAX_PROBLEMS,
  MAX_YAML_ALIASES,
  MAX_YAML_CHARACTERS,
  MAX_YAML_TOKENS,
  MAX_YAML_VALUES,
} from '../../src/limits.ts';
import { MAX_CONFIGURATION_DEPTH, MAX_RESOURCE } from '../../src/policies/planFile.ts';
import { MAX_COMMENT_CHARACTERS } from '../../src/report/comment.ts';
import { MAX_SUMMARY_BYTES } from '../../src/report/summary.ts';
import { MAX_SHARDS } from '../../src/shard.ts';
import { MAX_SNAPSHOT_BYTES } from '../../src/snapshot.ts';
import { MAX_PLAN_BYTES } from '../../src/terraformPlan.ts';
import { MAX_ALTERNATIVES } from '../../src/verdict/glob.ts';
import { MAX_FILE_BYTES } from '../../src/workspace.ts';
import { ROOT } from '../support/built.ts';

const mebibytes = (bytes: number) => `${String(Math.floor(bytes / 1024 / 1024))} MiB`;

const number = (count: number) => count.toLocaleString('en-US');

it('stand in the documentation as they are in the code, in its order', () => {
  const bounds = readFileSync(`${ROOT}docs/limits.md`, 'utf8')
    .split('\n')
    .map((line) => line.split('|')[2]?.trim() ?? '')
    .filter((bound) => /^\d/.test(bound));
  expect(bounds).toEqual([
    mebibytes(MAX_FILE_BYTES),
    mebibytes(MAX_PLAN_BYTES),
    mebibytes(MAX_SNAPSHOT_BYTES),
    mebibytes(MAX_RESOURCE),
    number(MAX_DEPTH),
    number(MAX_CONFIGURATION_DEPTH),
    number(MAX_YAML_TOKENS),
    number(MAX_YAML_ALIASES),
    number(MAX_YAML_VALUES),
    number(MAX_YAML_CHARACTERS),
    number(MAX_PROBLEMS),
    number(MAX_PATH),
    number(MAX_ITEMS),
    number(MAX_PATTERNS),
    number(MAX_ALTERNATIVES),
    number(MAX_SHARDS),
    number(MAX_TEXT),
    mebibytes(MAX_BODY_BYTES),
    number(MAX_PER_PAGE),
    number(MAX_PAGES),
    number(MAX_IDENTITY),
    number(MAX_USERS),
    number(MAX_CHARACTERS),
    `${String(MAX_SUMMARY_BYTES / 1024)} KiB`,
    number(MAX_COMMENT_CHARACTERS),
  ]);
});
