import { createHash } from 'node:crypto';

/**
 * A part of a table's key made of an id from outside (tenant, person, activity). Ids of the usual shape stand as
 * they are, in lower case, so that a table can be read by a human; anything else becomes a hash, so that no text
 * from a message can be a `/`, a quote, or too long. The two can't meet: a hash begins with `~`.
 */
export function keyPart(id: string): string {
  if (/^[A-Za-z0-9-]{1,64}$/.test(id)) return id.toLowerCase();
  return `~${createHash('sha256').update(id, 'utf16le').digest('hex').slice(0, 40)}`;
}

/** A row key for what has no readable id: activity ids, keys of actions and dialogues. */
export function hashedKey(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('hex');
}

/** A text inside an OData filter's single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * An OData filter: all rows of a partition, or those whose keys begin with a text.
 * @param beginning as keys have it; its last character is followed by another in their order
 */
export function inPartition(partitionKey: string, beginning = ''): string {
  const partition = `PartitionKey eq ${quoted(partitionKey)}`;
  if (beginning === '') return partition;
  const next = String.fromCharCode(beginning.charCodeAt(beginning.length - 1) + 1);
  const end = beginning.slice(0, -1) + next;
  return `${partition} and RowKey ge ${quoted(beginning)} and RowKey lt ${quoted(end)}`;
}
