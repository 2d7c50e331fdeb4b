import { TableClient, TableServiceClient, RestError } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { AppError } from '../errors.ts';

/** Azure's own type of a credential, without depending on the package that declares it. */
export type TokenCredential = ConstructorParameters<typeof TableServiceClient>[1] & {
  getToken(...parameters: readonly never[]): unknown;
};

export type StorageSettings =
  | { readonly connectionString: string }
  /** @param managedIdentity client id of a user-assigned identity; absent: the environment's own */
  | { readonly account: string; readonly managedIdentity?: string };

/** The three services of one storage account. Nothing has been asked of them yet. */
export interface StorageConnection {
  readonly blobs: BlobServiceClient;
  readonly queues: QueueServiceClient;
  readonly tables: TableServiceClient;
  table(name: string): TableClient;
  /** the account's key, which signs links; absent: a managed identity asks for a key to sign with */
  readonly key?: StorageSharedKeyCredential;
  /** whether links may be plain http: only where the storage itself is on loopback */
  readonly loopback: boolean;
}

/** A try that takes longer is broken off and tried again: the SDK itself would wait for ever. */
const longestTryMs = 30_000;

// Bounded: some 10 s in all, so that a turn or a job learns of an outage while it can still say so.
const blobRetry = { maxTries: 5, retryDelayInMs: 400, maxRetryDelayInMs: 5_000 };
const tableRetry = { maxRetries: 4, retryDelayInMs: 400, maxRetryDelayInMs: 5_000 };

/**
 * Makes the clients for a storage account; no request is sent.
 * @throws AppError `setting-wrong` when the connection string can't be used; never with the string in it
 */
export async function connectStorage(settings: StorageSettings): Promise<StorageConnection> {
  if ('connectionString' in settings) return byConnectionString(settings.connectionString);
  return byIdentity(settings.account, settings.managedIdentity);
}

function byConnectionString(connectionString: string): StorageConnection {
  const blobs = understood(() =>
    BlobServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetry }),
  );
  const queues = understood(() =>
    QueueServiceClient.fromConnectionString(connectionString, { retryOptions: blobRetry }),
  );
  const endpoint = new URL(blobs.url);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(endpoint.hostname);
  const options = { ...tableOptions(), allowInsecureConnection: loopback };
  const tables = understood(() =>
    TableServiceClient.fromConnectionString(connectionString, options),
  );
  const addresses = [endpoint, new URL(queues.url), new URL(tables.url)];
  if (!loopback && addresses.some((address) => address.protocol !== 'https:')) {
    throw wrongString('one that uses https');
  }
  const key = blobs.credential;
  if (!(key instanceof StorageSharedKeyCredential)) {
    // Links to files are signed with the key; a shared access signature can't sign another.
    throw wrongString('one with an account key');
  }
  const table = (name: string) => TableClient.fromConnectionString(connectionString, name, options);
  return { blobs, queues, tables, table, key, loopback };
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
    tables: new TableServiceClient(at('table'), credential, tableOptions()),
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
    additionalPolicies: [{ policy: timeLimit, position: 'perRetry' }],
  };
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

const timeLimit: Policy = {
  name: 'rollcallTimeLimit',
  async sendRequest(request, next) {
    request.timeout = longestTryMs;
    try {
      return await next(request);
    } catch (error) {
      const ours = error instanceof Error && error.name === 'AbortError';
      if (!ours || request.abortSignal?.aborted === true) throw error;
      // In this form the retry policy takes it for what it is.
      throw new RestError('the storage did not answer in time', { code: 'ETIMEDOUT', request });
    }
  },
};
