import type { StorageConnection } from './connect.ts';

/** The base addresses of a storage account's services: `https://….blob.core.windows.net`. */
export function addressesOf(connection: StorageConnection): string[] {
  const { blobs, queues } = connection;
  // In local mode the people's tables have a server of their own.
  const tables = ['operations', 'people0'].map((name) => connection.table(name).url);
  const addresses = [blobs.url, queues.url, ...tables];
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}
