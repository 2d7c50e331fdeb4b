/**
 * The real composition with the test's own connector, which answers each request as instructed, and remembers
 * it. Notices are added as at the end of a job, for operations that have ended.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { samplePeople } from '../../../emulators/teams/people.ts';
import { noticeMessage } from '../../../src/features/notices/delivery-message.ts';
import type { OutboxRow } from '../../../src/features/notices/ports.ts';
import { noCounts, operationId, type Operation } from '../../../src/domain/operations/operation.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { eventually } from '../../support/eventually.ts';

/** The connector's response to a request. */
export type Answer =
  | {
      readonly status: number;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'reset';

interface Request {
  readonly method: string;
  readonly path: string;
  /** milliseconds since 1970 */
  readonly at: number;
  readonly text: string;
}

/** A Bot Connector on loopback. Without further instructions, it accepts everything. */
export async function startConnector() {
  const requests: Request[] = [];
  let answers: Answer[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      at: Date.now(),
      text: Buffer.concat(chunks).toString(),
    });
    const answer = answers.shift() ?? { status: 201 };
    if (answer === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const { status, code, headers } = answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      JSON.stringify(
        status < 300
          ? { id: `1:${requests.length}` }
          : { error: { ...(code !== undefined && { code }), message: 'on purpose' } },
      ),
    );
  }

  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** Answers the next requests so, and forgets those that were made. */
    willAnswer(...next: readonly Answer[]) {
      answers = [...next];
      requests.length = 0;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export const tara = known('tara');
export const omar = known('omar');

function known(key: string) {
  const person = samplePeople.find((each) => each.key === key);
  if (person === undefined) throw new Error(`no sample person "${key}"`);
  return person;
}

/** A conversation reference of a person's chat, at a connector. */
export function referenceTo(serviceUrl: string, person: typeof tara): string {
  return JSON.stringify({
    serviceUrl,
    channelId: 'msteams',
    locale: person.locale,
    bot: { id: '28:rollcall', name: 'Rollcall' },
    user: { id: person.userId, name: person.name, aadObjectId: person.aadObjectId },
    conversation: {
      id: `chat-of-${person.key}`,
      conversationType: 'personal',
      tenantId: person.tenantId,
    },
  });
}

let number = 0;

/** An import that has ended, without a card of its own. */
export async function endedImport(
  storage: Storage,
  person: typeof tara,
  over: Partial<Operation> = {},
): Promise<Operation> {
  number += 1;
  const at = Date.now() - 60_000 + number;
  const created = await storage.operations.create({
    tenant: person.tenantId,
    kind: 'import',
    id: operationId(at, randomBytes(4).toString('hex')),
    state: 'completed',
    at: new Date(at).toISOString(),
    endedAt: new Date(at).toISOString(),
    by: { id: person.aadObjectId, name: person.name },
    locale: person.locale,
    fileName: `crew-${number}.csv`,
    fileBytes: 10,
    network: 'Employee',
    counts: { ...noCounts, added: 1 },
    rowsDone: 1,
    tries: 0,
    original: '',
    ...over,
  });
  if (created === 'conflict') throw new Error('the operation is there already');
  return created;
}

/** Puts the notice of an operation in, as the end of its job does, but asks nobody to send it. */
export function putNotice(storage: Storage, operation: Operation): Promise<OutboxRow> {
  return storage.outbox.put({
    tenant: operation.tenant,
    to: operation.by.id,
    operation: { kind: operation.kind, id: operation.id },
    at: operation.endedAt ?? operation.at,
  });
}

/** Puts the notice of an operation in and has it sent. */
export async function tellOf(storage: Storage, operation: Operation): Promise<void> {
  await storage.deliveries.send(noticeMessage(await putNotice(storage, operation)));
}

/** Puts in a notice that waits for its person. */
export async function putWaiting(
  storage: Storage,
  person: typeof tara,
  over: Partial<OutboxRow> = {},
): Promise<Operation> {
  const operation = await endedImport(storage, person);
  const row = await putNotice(storage, operation);
  const reason = '403 ConversationBlockedByUser';
  await storage.outbox.update({ ...row, state: 'waiting', reason, ...over });
  return operation;
}

export async function rowOf(storage: Storage, operation: Operation): Promise<OutboxRow> {
  const row = await storage.outbox.read(operation.tenant, operation.by.id, operation.id);
  if (row === undefined) throw new Error('no notice of this operation');
  return row;
}

/** The notice's row once it fits. */
export function rowThat(
  storage: Storage,
  operation: Operation,
  fits: (row: OutboxRow) => boolean,
): Promise<OutboxRow> {
  return eventually(async () => {
    const row = await rowOf(storage, operation);
    if (!fits(row)) throw new Error(`the notice is ${row.state} ${row.reason ?? ''}`);
    return row;
  });
}
