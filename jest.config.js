/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.cjs' },
  globalSetup: '<rootDir>/test/support/start-azurite.ts',
  globalTeardown: '<rootDir>/test/support/stop-azurite.ts',
  // Only a hanging test takes so long, however busy the machine is.
  testTimeout: 150_000,
  // A worker mostly waits for the store: twice as many as cores keep them busy.
  maxWorkers: 4,
  // Modules are loaded again for each file, and a worker never frees that memory.
  workerIdleMemoryLimit: '800MB',
};
