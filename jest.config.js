/** @type {import('jest').Config} */
export default {
  // Modules are loaded once in a worker, by Node itself.
  runtime: '<rootDir>/test/support/one-realm-runtime.ts',
  testSequencer: '<rootDir>/test/support/longest-first.ts',
  testEnvironment: '<rootDir>/test/support/one-realm-environment.ts',
  // `npm run test:times`: where the time goes.
  reporters: [
    'default',
    ...(process.env.TEST_TIMES === undefined ? [] : ['<rootDir>/test/support/suite-times.ts']),
  ],
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {},
  injectGlobals: false,
  globalSetup: '<rootDir>/test/support/start-azurite.ts',
  globalTeardown: '<rootDir>/test/support/stop-azurite.ts',
  // Only a hanging test takes so long, however busy the machine is.
  testTimeout: 900_000,
  // A worker mostly waits, for the store and for time to pass: more than four times as many as cores keep those busy.
  maxWorkers: 9,
  // A busy machine's worker takes longer to end than Jest's half a second.
  workerGracefulExitTimeout: 30_000,
};
