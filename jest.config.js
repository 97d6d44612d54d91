export default {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/.ci/transform.js' },
  testTimeout: 30_000,
  // Jest keeps the modules of every suite: a worker that has run many is replaced before it runs out of memory.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  // What needs more than Node.js: npm run test:browser.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/browser/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
