import { createHash } from 'node:crypto';

/**
 * Builds a part of a table's key from an external id (tenant, person, activity). Ids of the usual form stay
 * readable, in lower case; anything else is hashed, so that text from a message can't contain a `/` or a quote,
 * or be too long. The two can't collide: a hash starts with `~`.
 */
export function keyPart(id: string): string {
  if (/^[A-Za-z0-9-]{1,64}$/.test(id)) return id.toLowerCase();
  return `~${createHash('sha256').update(id, 'utf16le').digest('hex').slice(0, 40)}`;
}

/** A row key for ids that aren't readable: activity ids, keys of actions and dialogs. */
export function hashedKey(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('hex');
}

/** Escapes a text for the single quotes of an OData filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * An OData filter: all rows of a partition, or those whose keys start with a text.
 * @param beginning in the form of keys; its last character must not be the highest in their order
 */
export function inPartition(partitionKey: string, beginning = ''): string {
  const partition = `PartitionKey eq ${quoted(partitionKey)}`;
  if (beginning === '') return partition;
  const next = String.fromCharCode(beginning.charCodeAt(beginning.length - 1) + 1);
  const end = beginning.slice(0, -1) + next;
  return `${partition} and RowKey ge ${quoted(beginning)} and RowKey lt ${quoted(end)}`;
}
