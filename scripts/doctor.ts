import { tmpdir } from 'node:os';
import { examine } from '../src/features/doctor/examine.ts';
import { createGraphClient } from '../src/infra/graph/graph-client.ts';
import { createTokens } from '../src/infra/graph/tokens.ts';
import type { Settings } from '../src/settings.ts';
import { connectStorage, storageSettings } from '../src/infra/storage/connect.ts';
import { createStorageProbe } from '../src/infra/storage/probe.ts';
import { textFor } from '../src/text/text.ts';
import { fromCommandLine, textOptions } from './command-line.ts';

/**
 * npm run doctor -- [--url https://host]
 * Checks a deployment with the settings of the environment, and reports each problem in one sentence. Exits
 * with 1 if there is one.
 */
const text = textFor('en');

/** Uses the product's own calls, for the same tenant. */
function entraDoor(settings: Settings) {
  const tokenOf = createTokens(settings);
  const graph = createGraphClient({ url: settings.GRAPH_URL, tokenOf });
  const tenant = settings.MicrosoftAppTenantId ?? '';
  return {
    token: () => tokenOf(tenant),
    get: (path: string, headers?: Readonly<Record<string, string>>) =>
      graph.get(tenant, path, headers),
  };
}

const { url } = fromCommandLine(text.doctor.help, (args) => textOptions(args, ['url']));
const findings = examine(
  {
    environment: process.env,
    ...(url !== undefined && { url }),
    machine: { nodeVersion: process.versions.node, temporaryFolder: tmpdir() },
    storage: async (settings) =>
      createStorageProbe(await connectStorage(storageSettings(settings))),
    entra: entraDoor,
  },
  text,
);
let problems = 0;
for await (const { outcome, sentence } of findings) {
  if (outcome === 'wrong') problems += 1;
  console.log(`${text.doctor.outcomes[outcome].padEnd(12)}${sentence}`);
}
console.log(text.doctor.summary(problems));
// Open keep-alive connections would delay the exit.
process.exit(problems === 0 ? 0 : 1);
