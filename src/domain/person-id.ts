import { createHmac, hash } from 'node:crypto';
import { builtInAttributes, isOwnKey } from './attributes.ts';
import type { Network } from './network.ts';
import type { PersonFields } from './person.ts';

/**
 * Derives a person's id from the phone number: 32 hex digits of an HMAC over tenant and E.164 number, keyed
 * with the organization's secret. A CSV row finds its person by key this way, and no phone number is in a key,
 * URL or log.
 *
 * @param secret the organization's identity secret (organizations table, `settings`)
 * @param phone E.164
 */
export function personIdFromPhone(secret: string, tenant: string, phone: string): string {
  return derivedId(secret, `${tenant}\nphone\n${phone}`);
}

/** bytes that SHA-256 takes at a time; an HMAC's key is filled up to them */
const blockBytes = 64;
const digestBytes = 32;
/** characters of a number with all its digits */
const longestPhone = 32;

/**
 * The same for the numbers of a whole file. An HMAC object for each number costs three times as much as the two hashes that
 * an HMAC is (RFC 2104), so the bytes around the number are made once.
 */
export function createPersonIds(secret: string, tenant: string): (phone: string) => string {
  const given = Buffer.from(secret);
  const key = Buffer.alloc(blockBytes);
  key.set(given.length > blockBytes ? hash('sha256', given, 'buffer') : given);
  const padded = (pad: number, ...rest: readonly Buffer[]) =>
    Buffer.concat([key.map((byte) => byte ^ pad), ...rest]);
  const before = Buffer.from(`${tenant}\nphone\n`);
  const inner = padded(0x36, before, Buffer.alloc(longestPhone));
  const outer = padded(0x5c, Buffer.alloc(digestBytes));
  const from = blockBytes + before.length;
  const innerOf = Array.from({ length: longestPhone + 1 }, (_, length) =>
    inner.subarray(0, from + length),
  );
  return (phone) => {
    const bytes = innerOf[phone.length];
    if (bytes === undefined) return personIdFromPhone(secret, tenant, phone);
    // Plus and digits: a byte each.
    inner.write(phone, from, 'latin1');
    outer.write(hash('sha256', bytes, 'binary'), blockBytes, 'latin1');
    return hash('sha256', outer, 'hex').slice(0, 32);
  };
}

/** The id of a person who had no phone number when added: derived from the Entra object id. */
export function personIdFromEntra(secret: string, tenant: string, entraId: string): string {
  return derivedId(secret, `${tenant}\nentra\n${entraId}`);
}

/** The id of a person known only by email: derived from the address in lower case. */
export function personIdFromEmail(secret: string, tenant: string, email: string): string {
  return derivedId(secret, `${tenant}\nemail\n${email.toLowerCase()}`);
}

function derivedId(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}

/** The shard of a person: the first hex digit of the id. Sixteen shards, `0` to `f`. */
export const shards: readonly string[] = Array.from('0123456789abcdef');

export function shardOf(personId: string): string {
  return personId.charAt(0);
}

/**
 * Hash of everything that a file can contain about a person. Equal hashes need no comparison, so an import
 * reads only ids and hashes. 24 base64 characters (144 bits).
 */
export function contentHash(network: Network, fields: PersonFields): string {
  let said: string = network;
  for (const attribute of builtInAttributes) {
    // U+0000 can't occur in a value (reading rejects control characters), so it separates safely.
    said += `\u0000${fields[attribute] ?? ''}`;
  }
  for (const key of Object.keys(fields).filter(isOwnKey).toSorted()) {
    const value = fields[key];
    if (value !== undefined && value !== '') said += `\u0000${key}=${value}`;
  }
  return hash('sha256', said, 'base64url').slice(0, 24);
}
