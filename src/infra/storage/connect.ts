import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { TableClient, TableServiceClient, RestError } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import {
  BlobServiceClient,
  StorageSharedKeyCredential,
  type ContainerClient,
} from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { beforeDeadline, currentDeadline } from '../../lib/deadline.ts';
import { assertHeld } from '../../lib/fence.ts';
import { addressesOfCloud, type Cloud } from '../../domain/cloud.ts';
import { AppError } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { asciiJson } from './ascii.ts';
import { sharedTokens } from './shared-tokens.ts';

export type StorageSettings =
  /** @param people server of the people's tables, if it is another one: the embedded store has one for them */
  | { readonly connectionString: string; readonly people?: string }
  | {
      readonly account: string;
      /** client id of a user-assigned identity; absent: the environment's own */
      readonly managedIdentity?: string;
      readonly cloud?: Cloud;
      /** account of the inbox; absent: the same */
      readonly inboxAccount?: string;
    };

/** The three services of a storage account. Creating it sends no request. */
export interface StorageConnection {
  readonly blobs: BlobServiceClient;
  readonly queues: QueueServiceClient;
  /** files that other systems send, which may be in an account of its own */
  readonly inbox: ContainerClient;
  table(name: string): TableClient;
  /** the account's key, which signs links; absent: a managed identity requests a key to sign with */
  readonly key?: StorageSharedKeyCredential;
  /** whether links may be plain http: only for a storage on loopback */
  readonly loopback: boolean;
}

/** As other systems know it. */
export const inboxName = 'inbox';

/** A slower attempt at a row is aborted and retried: the SDK has no timeout of its own. */
const usualTryMs = 30_000;

// Bounded: some 10 s in all, so that a turn or a job can still report an outage.
const blobRetry = { maxTries: 5, retryDelayInMs: 400, maxRetryDelayInMs: 5_000 };
const tableRetry = { maxRetries: 4, retryDelayInMs: 400, maxRetryDelayInMs: 5_000 };

/**
 * Creates the clients for a storage account; sends no request.
 * @throws AppError `setting-wrong` for an invalid connection string, never containing the string
 */
export async function connectStorage(
  settings: StorageSettings,
  { tryMs = usualTryMs }: { readonly tryMs?: number } = {},
): Promise<StorageConnection> {
  const tables = tableOptions(tryMs);
  return 'connectionString' in settings
    ? byConnectionString(settings.connectionString, settings.people, tables)
    : byIdentity(settings, tables);
}

function byConnectionString(
  connectionString: string,
  people = connectionString,
  tableOptions: TableServiceClientOptions,
): StorageConnection {
  const blobs = understood(() =>
    BlobServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetry }),
  );
  const queues = understood(() =>
    QueueServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetry }),
  );
  const tables = understood(() =>
    TableServiceClient.fromConnectionString(connectionString, tableOptions),
  );
  const addresses = [blobs.url, queues.url, tables.url].map((address) => new URL(address));
  const loopback = addresses.every(isLoopback);
  if (!loopback && addresses.some((address) => address.protocol !== 'https:')) {
    throw wrongString('one that uses https');
  }
  const key = blobs.credential;
  if (!(key instanceof StorageSharedKeyCredential)) {
    // Links to files are signed with the key; a shared access signature can't sign another one.
    throw wrongString('one with an account key');
  }
  const options = { ...tableOptions, allowInsecureConnection: loopback };
  const table = (name: string) =>
    TableClient.fromConnectionString(
      name.startsWith('people') ? people : connectionString,
      name,
      options,
    );
  const inbox = blobs.getContainerClient(inboxName);
  return { blobs, queues, inbox, table, key, loopback };
}

function isLoopback(address: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
}

async function byIdentity(
  {
    account,
    managedIdentity,
    cloud = 'public',
    inboxAccount = account,
  }: Extract<StorageSettings, { account: string }>,
  tableOptions: TableServiceClientOptions,
): Promise<StorageConnection> {
  // Loaded only when needed: it is large, and a connection string doesn't use it.
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const credential = sharedTokens(
    managedIdentity === undefined
      ? new DefaultAzureCredential({ authorityHost: addressesOfCloud[cloud].login })
      : new ManagedIdentityCredential({ clientId: managedIdentity }),
  );
  const at = (service: string, name = account) =>
    `https://${name}.${service}.${addressesOfCloud[cloud].storage}`;
  const blobsOf = (name: string) =>
    new BlobServiceClient(at('blob', name), credential, { retryOptions: blobRetry });
  return {
    blobs: blobsOf(account),
    queues: new QueueServiceClient(at('queue'), credential, { retryOptions: blobRetry }),
    inbox: blobsOf(inboxAccount).getContainerClient(inboxName),
    table: (name) => new TableClient(at('table'), name, credential, tableOptions),
    loopback: false,
  };
}

function understood<Client>(make: () => Client): Client {
  try {
    return make();
  } catch {
    // The SDK's message may contain a part of the string, and so of the key.
    throw wrongString("a storage account's connection string");
  }
}

function wrongString(problem: string): AppError {
  const setting = 'AZURE_STORAGE_CONNECTION_STRING';
  return new AppError('setting-wrong', { setting, problem });
}

function tableOptions(tryMs: number): TableServiceClientOptions {
  return {
    retryOptions: tableRetry,
    additionalPolicies: [
      { policy: sharedDeadline, position: 'perCall' },
      { policy: plainBodies, position: 'perCall' },
      { policy: timeLimit(tryMs), position: 'perRetry' },
      { policy: fenced, position: 'perRetry' },
    ],
  };
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** All attempts of a call, and the waits between them, end at the current deadline. */
const sharedDeadline: Policy = {
  name: 'rollcallSharedDeadline',
  sendRequest(request, next) {
    const shared = currentDeadline()?.signal;
    if (shared === undefined) return next(request);
    const { abortSignal: own } = request;
    request.abortSignal =
      own === undefined ? shared : AbortSignal.any([shared, own as AbortSignal]);
    return beforeDeadline(() => next(request));
  },
};

/**
 * Escapes a row's body to ASCII. Azurite assembles it from pieces of 64 KB and silently damages a character
 * that spans two of them; it reads transactions as a whole.
 */
const plainBodies: Policy = {
  name: 'rollcallPlainBodies',
  sendRequest(request, next) {
    if (typeof request.body === 'string' && !request.url.endsWith('/$batch')) {
      request.body = asciiJson(request.body);
    }
    return next(request);
  },
};

/** The last check before a row is sent, and before each retry: the right to write must still be held. */
const fenced: Policy = {
  name: 'rollcallFence',
  sendRequest(request, next) {
    assertHeld();
    return next(request);
  },
};

/** The request's own `timeout` would leave its timer running after a failed attempt. */
const timeLimit = (tryMs: number): Policy => ({
  name: 'rollcallTimeLimit',
  async sendRequest(request, next) {
    const outer = request.abortSignal;
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, tryMs);
    if (outer?.aborted === true) abort();
    outer?.addEventListener('abort', abort);
    request.abortSignal = limit.signal;
    try {
      return await next(request);
    } catch (error) {
      if (!limit.signal.aborted || outer?.aborted === true) throw asLost(error, request);
      // In this form the retry policy recognises it.
      throw new RestError('the storage did not answer in time', { code: 'ETIMEDOUT', request });
    } finally {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
      if (outer === undefined) delete request.abortSignal;
      else request.abortSignal = outer;
    }
  },
});

/** The base addresses of a storage account's services: `https://….blob.core.windows.net`. */
export function addressesOf(connection: StorageConnection): string[] {
  const { blobs, queues } = connection;
  // In local mode the people's tables have a server of their own.
  const tables = ['operations', 'people0'].map((name) => connection.table(name).url);
  const addresses = [blobs.url, queues.url, ...tables];
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}

interface AccountSettings {
  readonly AZURE_STORAGE_CONNECTION_STRING?: string | undefined;
  readonly AZURE_STORAGE_ACCOUNT?: string | undefined;
  readonly MicrosoftAppType: 'SingleTenant' | 'UserAssignedMSI';
  readonly MicrosoftAppId?: string | undefined;
  readonly CLOUD: Cloud;
  readonly INBOX_ACCOUNT?: string | undefined;
}

/** The storage account and its credentials: with UserAssignedMSI the bot uses the same identity for both Teams and storage. */
export function storageSettings(settings: AccountSettings): StorageSettings {
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING;
  if (connectionString !== undefined) return { connectionString };
  const { MicrosoftAppType, MicrosoftAppId, AZURE_STORAGE_ACCOUNT: account = '' } = settings;
  const { CLOUD: cloud, INBOX_ACCOUNT: inboxAccount } = settings;
  const place = { account, cloud, ...defined({ inboxAccount }) };
  if (MicrosoftAppType !== 'UserAssignedMSI' || MicrosoftAppId === undefined) return place;
  return { ...place, managedIdentity: MicrosoftAppId };
}

/** A connection that ended while a body was being written: the SDK's retry of tables knows only the other name of it. */
function asLost(error: unknown, request: PipelineRequest): unknown {
  if (!(error instanceof RestError) || error.code !== 'EPIPE') return error;
  return new RestError('the storage closed the connection', { code: 'ECONNRESET', request });
}
