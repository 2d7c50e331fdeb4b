import { TableClient, TableServiceClient, RestError } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { beforeDeadline, currentDeadline } from '../../lib/deadline.ts';
import { assertHeld } from '../../lib/fence.ts';
import { AppError } from '../../errors.ts';
import { asciiJson } from './ascii.ts';

export type StorageSettings =
  /** @param people where the people's tables are, if not with the others: the embedded store gives them a server of their own */
  | { readonly connectionString: string; readonly people?: string }
  /** @param managedIdentity client id of a user-assigned identity; absent: the environment's own */
  | { readonly account: string; readonly managedIdentity?: string };

/** The three services of one storage account. Nothing has been asked of them yet. */
export interface StorageConnection {
  readonly blobs: BlobServiceClient;
  readonly queues: QueueServiceClient;
  table(name: string): TableClient;
  /** the account's key, which signs links; absent: a managed identity asks for a key to sign with */
  readonly key?: StorageSharedKeyCredential;
  /** whether links may be plain http: only where the storage itself is on loopback */
  readonly loopback: boolean;
}

/** A try that takes longer is broken off and tried again: the SDK itself would wait for ever. */
const maxTryMs = 30_000;

// Bounded: some 10 s in all, so that a turn or a job learns of an outage while it can still say so.
const blobRetry = { maxTries: 5, retryDelayInMs: 400, maxRetryDelayInMs: 5_000 };
const tableRetry = { maxRetries: 4, retryDelayInMs: 400, maxRetryDelayInMs: 5_000 };

/**
 * Makes the clients for a storage account; no request is sent.
 * @throws AppError `setting-wrong` when the connection string can't be used; never with the string in it
 */
export async function connectStorage(settings: StorageSettings): Promise<StorageConnection> {
  if ('connectionString' in settings) {
    return byConnectionString(settings.connectionString, settings.people);
  }
  return byIdentity(settings.account, settings.managedIdentity);
}

function byConnectionString(
  connectionString: string,
  people = connectionString,
): StorageConnection {
  const blobs = understood(() =>
    BlobServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetry }),
  );
  const queues = understood(() =>
    QueueServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetry }),
  );
  const tables = understood(() =>
    TableServiceClient.fromConnectionString(connectionString, tableOptions()),
  );
  const addresses = [blobs.url, queues.url, tables.url].map((address) => new URL(address));
  const loopback = addresses.every(isLoopback);
  if (!loopback && addresses.some((address) => address.protocol !== 'https:')) {
    throw wrongString('one that uses https');
  }
  const key = blobs.credential;
  if (!(key instanceof StorageSharedKeyCredential)) {
    // Links to files are signed with the key; a shared access signature can't sign another.
    throw wrongString('one with an account key');
  }
  const options = { ...tableOptions(), allowInsecureConnection: loopback };
  const table = (name: string) =>
    TableClient.fromConnectionString(
      name.startsWith('people') ? people : connectionString,
      name,
      options,
    );
  return { blobs, queues, table, key, loopback };
}

function isLoopback(address: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
}

async function byIdentity(
  account: string,
  managedIdentity: string | undefined,
): Promise<StorageConnection> {
  // Loaded here only: it is large, and a connection string has no use for it.
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const credential =
    managedIdentity === undefined
      ? new DefaultAzureCredential()
      : new ManagedIdentityCredential({ clientId: managedIdentity });
  const at = (service: string) => `https://${account}.${service}.core.windows.net`;
  return {
    blobs: new BlobServiceClient(at('blob'), credential, { retryOptions: blobRetry }),
    queues: new QueueServiceClient(at('queue'), credential, { retryOptions: blobRetry }),
    table: (name) => new TableClient(at('table'), name, credential, tableOptions()),
    loopback: false,
  };
}

function understood<Client>(make: () => Client): Client {
  try {
    return make();
  } catch {
    // The SDK's message may hold a part of the string, and that holds a key.
    throw wrongString("a storage account's connection string");
  }
}

function wrongString(problem: string): AppError {
  const setting = 'AZURE_STORAGE_CONNECTION_STRING';
  return new AppError('setting-wrong', { setting, problem });
}

function tableOptions(): TableServiceClientOptions {
  return {
    retryOptions: tableRetry,
    additionalPolicies: [
      { policy: sharedDeadline, position: 'perCall' },
      { policy: plainBodies, position: 'perCall' },
      { policy: timeLimit, position: 'perRetry' },
      { policy: fenced, position: 'perRetry' },
    ],
  };
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** All tries of a call, and the waits between them, end with the deadline of what it is for. */
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
 * A row's body in ASCII. Azurite puts it together from pieces of 64 KB and damages the character that lies across
 * two of them, without any error; transactions it reads as a whole.
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

/** The last look before a row is sent, also of a try that waited for its turn: is it still this process's to write? */
const fenced: Policy = {
  name: 'rollcallFence',
  sendRequest(request, next) {
    assertHeld();
    return next(request);
  },
};

/** The request's own `timeout` would do, but leaves its timer running after a try that failed. */
const timeLimit: Policy = {
  name: 'rollcallTimeLimit',
  async sendRequest(request, next) {
    const outer = request.abortSignal;
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, maxTryMs);
    if (outer?.aborted === true) abort();
    outer?.addEventListener('abort', abort);
    request.abortSignal = limit.signal;
    try {
      return await next(request);
    } catch (error) {
      if (!limit.signal.aborted || outer?.aborted === true) throw error;
      // In this form the retry policy takes it for what it is.
      throw new RestError('the storage did not answer in time', { code: 'ETIMEDOUT', request });
    } finally {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
      if (outer === undefined) delete request.abortSignal;
      else request.abortSignal = outer;
    }
  },
};
