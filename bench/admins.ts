import { setTimeout as pause } from 'node:timers/promises';
import { samplePeople, sampleTenants, type SamplePerson } from '../emulators/teams/people.ts';
import { sampleCsv } from '../scripts/sample-people.ts';
import { startLocalTeams } from '../test/support/local-teams.ts';
import { createTeamsClient, type TeamsClient } from '../test/support/teams-client.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { figuresOf, keepFigures, rounded } from './figures.ts';
import { importFile } from './imports.ts';
import { startProcess, startProduct } from './product.ts';

/*
 * Measures how long each of many admins waits for an answer while an import runs in the same process. Fails
 * when one of them gets an error, or no answer.
 */
const admins = 200;
const commandsEach = 3;
const rows = 50_000;
/** Shares of the time that the import takes alone: in which they begin, and for how long at most they read an answer. */
const beginWithin = 0.6;
const look = 0.25;
const asked = ['help', 'directory', 'find anna', 'import history', 'find +4474', 'export history'];

const people: readonly SamplePerson[] = Array.from({ length: admins }, (_, at) => ({
  key: `admin-${at}`,
  name: `Admin ${at}`,
  role: 'tenant admin',
  aadObjectId: `00000000-0000-4000-8000-${String(10_000 + at).padStart(12, '0')}`,
  tenantId: sampleTenants.main.id,
  userId: `29:1-bench-admin-${at}`,
  email: `admin-${at}@sample.example`,
  locale: 'en-US',
  timeZone: 'Europe/Berlin',
}));

interface Turn {
  readonly tookMs: number;
  /** the text of the answer, if it was no card */
  readonly instead?: string;
}

async function ask(who: TeamsClient, words: string): Promise<Turn> {
  const began = performance.now();
  const answer = await who.say(words);
  const tookMs = performance.now() - began;
  if (answer.kind !== 'answered' || answer.status !== 200)
    return { tookMs, instead: JSON.stringify(answer) };
  if (who.cards('action').length > 0) return { tookMs };
  const said = who.fromBot().map(({ text }) => text ?? '');
  return { tookMs, instead: said.join(' / ') || 'nothing' };
}

async function askAll(who: TeamsClient, at: number, aloneMs: number): Promise<Turn[]> {
  const turns: Turn[] = [];
  await pause(Math.random() * beginWithin * aloneMs);
  for (let each = 0; each < commandsEach; each += 1) {
    turns.push(await ask(who, asked[(at + each) % asked.length] ?? ''));
    await pause(Math.random() * look * aloneMs);
  }
  return turns;
}

/** How long the import takes when nobody asks for anything; ms. */
function importAlone(csv: string): Promise<number> {
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      const { plan, apply } = await importFile(product, storage, 'new.csv', csv);
      return plan + apply;
    } finally {
      await product.stop();
    }
  });
}

export async function benchAdmins(): Promise<void> {
  const csv = [...sampleCsv({ count: rows, seed: 1 })].join('');
  const aloneMs = await importAlone(csv);
  const figures = await withEmbeddedStore(async ({ storage, addresses }) => {
    const ids = people.map(({ tenantId, aadObjectId }) => `${tenantId}/${aadObjectId}`);
    const process = await startProcess(addresses, { settings: { TENANT_ADMINS: ids.join(',') } });
    const teams = await startLocalTeams(`http://127.0.0.1:${process.port}/api/messages`, {
      people: [...samplePeople, ...people],
    });
    try {
      const clients = people.map((person) => createTeamsClient({ teams: teams.teams, person }));
      let isImporting = true;
      let importing = 0;
      const file = importFile({ ...process, teams }, storage, 'new.csv', csv).then((took) => {
        isImporting = false;
        return took;
      });
      const watched = Promise.all(
        clients.map(async (who, at) => {
          const turns = await askAll(who, at, aloneMs);
          if (isImporting) importing += turns.length;
          return turns;
        }),
      );
      const [turns, { plan, apply }] = [(await watched).flat(), await file];
      const wrong = turns.flatMap(({ instead }) => instead ?? []);
      const waits = figuresOf(turns.map(({ tookMs }) => tookMs));
      const { longest } = await process.stretches();
      return {
        admins,
        rows,
        waits,
        wrong,
        whileImporting: importing,
        aloneSeconds: rounded(aloneMs / 1_000),
        importSeconds: rounded((plan + apply) / 1_000),
        heldUpMs: rounded(longest),
        peakMB: Math.round(await process.peakMB()),
      };
    } finally {
      await teams.stop();
      await process.stop();
    }
  });
  const { waits, wrong, whileImporting, aloneSeconds, importSeconds } = figures;
  console.log(
    `${admins} admins, ${waits.runs} commands (${whileImporting} of them by admins who were done before the import was) ` +
      `beside an import of ${rows} rows, ${importSeconds} s (${aloneSeconds} s alone)`,
  );
  console.log(`p95 ${waits.p95} ms`);
  console.table({ 'from the message to its answer, ms': waits });
  await keepFigures('admins', figures);
  if (wrong.length > 0)
    throw new Error(
      `${wrong.length} were not answered with a card: ${[...new Set(wrong)].join('; ')}`,
    );
}
