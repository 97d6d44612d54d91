import { expect, test } from '@jest/globals';
import { readConfigText } from '../../src/config/read.ts';
import { memoryFiles } from '../support/files.ts';

test('reads the text of the config', async () => {
  const files = memoryFiles({ '/workspace/.github/gate.yml': 'version: 1' });
  const config = await readConfigText('./.github/gate.yml', '/workspace', files);
  expect(config).toMatchObject({ text: 'version: 1', shown: '.github/gate.yml' });
});

test.each([
  ['missing.yml', 'The file "missing.yml" does not exist: correct its path.'],
  ['.github', 'The file ".github" is a folder: name a file in it.'],
  ['huge.yml', 'The file "huge.yml" is larger than 1 MiB: split it.'],
  ['../other.yml', 'The file "../other.yml" leads out of the workspace: move it inside.'],
])('says what to do when the config is %s', async (path, reason) => {
  const files = memoryFiles({
    '/workspace/.github/gate.yml': '',
    '/workspace/huge.yml': ' '.repeat(1024 * 1024 + 1),
    '/other.yml': '',
  });
  await expect(readConfigText(path, '/workspace', files)).rejects.toMatchObject({
    code: 'config',
    message: `${reason} Set the input config to the path of the config file, relative to the workspace, and check out the repository before.`,
  });
});
