import { createLocalGraph } from '../../emulators/graph/local-graph.ts';
import { createLog } from '../../src/log.ts';
import { startRollcall } from './rollcall.ts';

/**
 * Rollcall beside a Microsoft Graph of its own, with the people of a file in its directory.
 * @param now milliseconds since 1970
 */
export async function startBesideGraph(file: string, now: () => number) {
  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });
  await graph.start();
  const rollcall = await startRollcall({
    settings: { GRAPH_URL: new URL(graph.url).origin },
    parts: { retrySeconds: () => 0, now },
  });
  const { tara } = rollcall.teams;
  await tara.say('import employees');
  await tara.sendFile('people.csv', file);
  await tara.press(await tara.waitForCard((card) => card.titles.includes('Import')), 'Import');
  await tara.waitForMessage((message) => JSON.stringify(message).includes('Completed'));
  return { graph, rollcall, tara, tenant: tara.person.tenantId };
}
