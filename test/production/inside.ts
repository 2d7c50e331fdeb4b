/**
 * Production's own path, inside a network of its own (outside.ts): the product as it is started in Azure, with a managed
 * identity, a storage account by name and signed messages, under the real host names.
 *
 * argv: the folder of the product, that of the run's certificates, and `--short` or `--whole`.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'node:net';
import type { ServerToStart } from '../../emulators/azurite/server-process.ts';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { createLocalGraph } from '../../emulators/graph/local-graph.ts';
import { putSamplePeople } from '../../emulators/sample-directory.ts';
import { startLocalTeams, type TestTeams } from '../support/local-teams.ts';
import type { SeenCard } from '../support/teams-client.ts';
import { actionsOf } from '../support/card-reading.ts';
import { certificatesIn } from './certificates.ts';
import { account, hosts, otherAccount, own } from './hosts.ts';
import { appId, startStandIns, type StandIns } from './stand-ins.ts';

const [, , product = '', folder = '', mode = '--short'] = process.argv;
const isWhole = mode === '--whole';
/** Public by its number, so that the product's own guards take it for one. It exists in this network only. */
const address = '20.60.0.1';
const tenant = '00000000-0000-4000-8000-0000000000a1';
const botPort = 3978;
const accountKey = Buffer.from('the emulator wants a key').toString('base64');
const children: ChildProcess[] = [];
const began = performance.now();
const say = (line: string) =>
  process.stdout.write(
    `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`,
  );

/** A network with these hosts, and nothing else. */
function makeNetwork(): void {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
  const file = path.join(folder, 'hosts');
  const lines = ['127.0.0.1 localhost', ...hosts.map((host) => `${address} ${host}`)];
  writeFileSync(file, `${lines.join('\n')}\n`);
  execFileSync('mount', ['--bind', file, '/etc/hosts']);
}

const require = createRequire(import.meta.url);

function startAzurite(
  service: 'blob' | 'queue' | 'table',
  port: number,
  cert: string,
  key: string,
) {
  const server: ServerToStart = {
    main: require.resolve(`azurite/dist/src/${service}/main.js`),
    port,
    options: [
      ...[`--${service}Host`, '127.0.0.1', `--${service}Port`, String(port)],
      ...['--oauth', 'basic', '--cert', cert, '--key', key, '--inMemoryPersistence'],
      ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
    ],
  };
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, '../../emulators/azurite/server-process.ts'),
      ...['', JSON.stringify([server])],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        AZURITE_ACCOUNTS: [account, otherAccount].map((name) => `${name}:${accountKey}`).join(';'),
      },
    },
  );
  children.push(child);
}

async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

interface Running {
  readonly log: string[];
  readonly hasEnded: () => boolean;
  readonly stop: () => Promise<number | null>;
}

function environmentOf(
  standIns: StandIns,
  authority: string,
  role: string,
): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: authority,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    IDENTITY_ENDPOINT: standIns.identity.url,
    IDENTITY_HEADER: standIns.identity.header,
    PORT: String(botPort),
    ROLE: role,
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenant,
    AZURE_STORAGE_ACCOUNT: account,
    PUBLIC_URL: `https://${own}`,
    ...(isWhole && { BACKUP_DAYS: '14' }),
    TENANT_ADMINS: '00000000-0000-4000-8000-000000000001',
  };
}

function startProduct(
  standIns: StandIns,
  authority: string,
  role: string,
  storage = account,
): Running {
  const log: string[] = [];
  const child = spawn(
    process.execPath,
    [
      ...(isWhole ? ['two-minutes-ahead.ts', 'hurried.ts'] : ['two-minutes-ahead.ts']).flatMap(
        (file) => ['--import', path.join(import.meta.dirname, file)],
      ),
      'src/main.ts',
    ],
    {
      cwd: product,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environmentOf(standIns, authority, role), AZURE_STORAGE_ACCOUNT: storage },
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => log.push(...chunk.toString('utf8').split('\n')));
  children.push(child);
  return {
    log,
    hasEnded: () => child.exitCode !== null,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A script of the image, as a job runs it. Not waited for in step: what it asks is answered by this process. @returns its lines */
async function job(
  standIns: StandIns,
  authority: string,
  given: readonly string[],
  storage = account,
): Promise<string[]> {
  const env = { ...environmentOf(standIns, authority, 'worker'), AZURE_STORAGE_ACCOUNT: storage };
  const child = spawn(process.execPath, given, {
    cwd: product,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, told);
  return told.trim().split('\n');
}

/** A backup becomes the directory of another account, and a second deployment starts on it. */
async function drill(
  standIns: StandIns,
  authority: string,
  worker: Running,
  teams: TestTeams,
  stopAll: () => Promise<void>,
): Promise<void> {
  await until(() => worker.log.some((line) => line.includes('a backup was made')), 'the backup');
  await stopAll();
  const [first = ''] = await job(standIns, authority, ['scripts/restore.ts']);
  say(`the nightly backup: ${first}`);
  const wanted = ['--backup', first.slice(0, 10), '--from', account];
  const told = await job(standIns, authority, ['scripts/restore.ts', ...wanted], otherAccount);
  say(`restored into another account: ${told.at(-1) ?? ''}`);
  const second = startProduct(standIns, authority, 'all', otherAccount);
  await until(() => second.log.some((line) => line.includes('Rollcall is up')), 'the second start');
  await teams.tara.say('find Person42');
  await teams.tara.waitForCard(({ text }) => text.includes('Person42 Invented'));
  say('a second deployment on that account finds a person');
  assert.equal(await second.stop(), 0);
}

const header = 'Phone number,First name,Last name,Department\r\n';
const row = (n: number, department: string) =>
  `+4420794601${String(n).padStart(2, '0')},Person${n},Invented,${department}\r\n`;
const rows = (from: number, to: number, department: string) =>
  Array.from({ length: to - from }, (_, index) => row(from + index, department)).join('');

async function conversation(
  { tara, omar }: TestTeams,
  put: (name: string, content: string) => Promise<void>,
): Promise<void> {
  const send = async (name: string, content: string): Promise<SeenCard> => {
    await tara.say('import employees');
    await tara.sendFile(name, content);
    return tara.waitForCard(
      ({ titles, text }) =>
        text.includes(name) && (titles.includes('Import') || text.includes('No changes')),
    );
  };
  const imported = async (name: string, content: string): Promise<SeenCard> => {
    const preview = await send(name, content);
    await tara.press(preview, 'Import');
    return tara.waitForCard(({ text }) => text.includes('Import completed') && text.includes(name));
  };

  await tara.open();
  await tara.waitForCard(() => true);
  say('the app is installed, and the home card is there');
  const first = header + rows(0, 60, 'Crew');
  const notice = await imported('people.csv', first);
  assert.match(notice.text, /60 people added/);
  say('60 people are imported');
  const link = actionsOf(notice.json).find(({ title }) => title === 'Download')?.url ?? '';
  assert.ok(link.startsWith(`https://${own}/files/`), link);
  const leads = (await fetch(link, { redirect: 'manual' })).headers.get('location') ?? '';
  assert.match(leads, /^https:\/\/stinvented\.blob\.core\.windows\.net\/files\//);
  assert.match(leads, /skoid=/, 'a user delegation link');
  assert.equal(await (await tara.follow(notice, 'Download')).text(), first);
  say('Download leads over Rollcall to a link that the identity signed');
  await tara.say('find Person42');
  await tara.waitForCard(({ text }) => text.includes('Person42 Invented'));
  say('a person is found');
  if (!isWhole) return;

  await tara.say('settings');
  const settings = await tara.waitForCard(({ titles }) => titles.includes('Save'));
  await tara.press(settings, 'Save', { inbox: 'apply', inboxNetwork: 'Employee' });
  // It has to lie still for a minute, while the rest goes on.
  await put('payroll.csv', header + rows(90, 99, 'Payroll'));
  say('another system puts a file in the inbox, which a tenant admin has allowed');

  assert.match((await imported('again.csv', first)).text, /No changes/);
  say('the same file changes nothing');
  const changed = header + rows(0, 30, 'Shop') + rows(60, 90, 'Shop');
  const preview = await send('changed.csv', changed);
  await tara.press(preview, 'Import', { sure: 'true' });
  const done = await tara.waitForCard(
    ({ text }) => text.includes('Import completed') && text.includes('changed.csv'),
  );
  assert.match(done.text, /30 people added, 30 updated/);
  say('a changed file updates 30 and adds 30 people');
  await tara.say('export');
  await tara.press(
    await tara.waitForCard(({ titles }) => titles.includes('Create request')),
    'Create request',
  );
  const exported = await tara.waitForCard(({ text }) => text.includes('Export completed'));
  const file = await (await tara.follow(exported, 'Download')).text();
  assert.equal(file.split('\r\n').filter((line) => line.includes('Invented')).length, 90);
  say('an export has all 90');
  await tara.say('import history');
  const history = await tara.waitForCard(({ text }) => text.includes('changed.csv'));
  await tara.press(history, 'Open');
  const open = await tara.waitForCard(({ titles }) => titles.includes('Undo import'));
  await tara.press(open, 'Undo import');
  await tara.press(await tara.waitForCard('Undo import?'), 'Undo import');
  await tara.waitForCard(({ text }) => text.includes('Undo completed'));
  say('the import is undone');
  await tara.say('sync');
  const card = await tara.waitForCard(({ titles }) => titles.includes('Change mapping'));
  await tara.press(card, 'Change mapping');
  await tara.press(await tara.waitForCard(({ titles }) => titles.includes('Save')), 'Save');
  await tara.press(await tara.waitForCard(({ titles }) => titles.includes('Sync now')), 'Sync now');
  await tara.press(
    await tara.waitForCard(({ titles }) => titles.includes('Start sync')),
    'Start sync',
  );
  await tara.waitForCard(({ text }) => text.includes('Sync completed'));
  say('a sync with Graph is completed');
  await until(async () => {
    await omar.say('me');
    const profile = await omar.waitForCard(({ text }) => text.includes('Omar'));
    const [, picture] = /"(https:[^"]+\.picture\?[^"]+)"/.exec(JSON.stringify(profile.json)) ?? [];
    return (
      picture !== undefined && (await fetch(picture)).headers.get('content-type') === 'image/png'
    );
  }, 'a picture');
  say('a profile shows the picture from Graph');
  await tara.waitForCard(
    ({ text }) => text.includes('Import completed') && text.includes('payroll.csv'),
    { since: 'start' },
  );
  say('the file of the inbox is imported, and its notice is there');
}

/** As another system: with a right of its own to the container, past the stand-ins. */
function putInInbox(port: number) {
  const key = new StorageSharedKeyCredential(account, accountKey);
  const blobs = new BlobServiceClient(`https://127.0.0.1:${port}/${account}`, key);
  return async (name: string, content: string) => {
    const blob = blobs.getContainerClient('inbox').getBlockBlobClient(`${tenant}/${name}`);
    await blob.upload(content, Buffer.byteLength(content));
  };
}

async function run(): Promise<void> {
  makeNetwork();
  const certificates = certificatesIn(folder);
  const ports = { blob: 21_000, queue: 21_001, table: 21_002 };
  for (const service of ['blob', 'queue', 'table'] as const)
    startAzurite(service, ports[service], certificates.certificate, certificates.key);
  const silent = { info: () => undefined, warn: () => undefined };
  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: silent });
  await graph.start();
  putSamplePeople(graph);
  let teamsUrl = '';
  const standIns = await startStandIns(
    certificates,
    {
      ...ports,
      teams: () => teamsUrl,
      graph: () => graph.url.replace('/v1.0', ''),
      bot: () => `http://127.0.0.1:${botPort}`,
      tenant,
    },
    address,
  );
  const teams = await startLocalTeams(standIns.channelUrl);
  teamsUrl = teams.url;
  await until(
    async () => (await Promise.all(Object.values(ports).map(accepts))).every(Boolean),
    'Azurite',
  );
  say('Azurite answers, over HTTPS and with tokens');
  const roles = isWhole ? ['web', 'worker'] : ['all'];
  const running = roles.map((role) => startProduct(standIns, certificates.authority, role));
  try {
    const isUp = ({ log }: Running) => log.some((line) => line.includes('Rollcall is up'));
    await until(
      () => running.every(isUp) || running.some(({ hasEnded }) => hasEnded()),
      'the start',
    );
    assert.ok(running.every(isUp), 'it started');
    const atStart = standIns.asked.length;
    say(`the product is up; tokens asked for at the start: ${atStart}`);
    assert.ok(atStart <= 3 * roles.length, `${atStart} token requests`);
    await conversation(teams, putInInbox(ports.blob));
    if (isWhole) {
      const doctor = await job(standIns, certificates.authority, ['scripts/doctor.ts']);
      say(`the doctor: ${doctor.at(-1) ?? ''}`);
    }
    const stopAll = async () => {
      for (const code of await Promise.all(running.map((one) => one.stop()))) assert.equal(code, 0);
    };
    const worker = running.at(-1);
    if (isWhole && worker !== undefined)
      await drill(standIns, certificates.authority, worker, teams, stopAll);
    else await stopAll();
    assert.deepEqual(standIns.refused, []);
    const faults = running
      .flatMap(({ log }) => log)
      .filter((line) => /"level":"?(?:50|error)/.test(line));
    assert.deepEqual(faults, []);
    const requests = Array.from(standIns.served, ([host, number]) => `${host} ${number}`);
    assert.ok(standIns.emptyPages() > 0);
    say(
      `refused: ${standIns.refused.length}; queries that began with an empty page: ${standIns.emptyPages()}`,
    );
    say(`stopped in good order; tokens ${standIns.asked.length}; requests: ${requests.join(', ')}`);
  } catch (error) {
    process.stdout.write(running.flatMap(({ log }) => log.slice(-40)).join('\n'));
    process.stdout.write(`\nrefused: ${standIns.refused.join('\n')}\n`);
    throw error;
  } finally {
    await teams.stop();
    await graph.stop();
    await standIns.stop();
  }
}

try {
  await run();
} catch (error) {
  process.stdout.write(`${String((error as Error).stack)}\n`);
  process.exitCode = 1;
} finally {
  for (const child of children) child.kill('SIGKILL');
}
process.exit();
