import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of src, tried by the tests of the folder of the same name. */
const folder = process.env.FOLDER ?? 'verdict';
process.env.FOLDER = folder;

export default {
  mutate: [`src/${folder}/**/*.ts`],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: {
    configFile: 'jest.config.js',
    // A mutant that waits for what never comes is to end soon, and a busy machine is not to be taken for one.
    config: { testMatch: ['<rootDir>/__tests__/mutation/folder.ts'], testTimeout: 10_000 },
    // One file of tests: there is nothing to look for.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  timeoutMS: 30_000,
  concurrency: 2,
  tempDirName: join(tmpdir(), 'access-policy-gate-mutants'),
  incremental: true,
  incrementalFile: `.stryker/${folder}.incremental.json`,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: `.stryker/${folder}.json` },
  htmlReporter: { fileName: `.stryker/${folder}.html` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
