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

const personId = /^[0-9a-f]{32}$/;

/** Whether a text, as it comes from a card, can be the id of a person. */
export function isPersonId(text: string): boolean {
  return personId.test(text);
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

/** Length and first two letters tell the built-in attributes from each other. */
const nameOf = (length: number, first = 0, second = 0) => length * 0x10000 + first * 0x100 + second;
const placeOf = new Map(
  builtInAttributes.map((attribute, place) => {
    const [first, second] = Buffer.from(attribute);
    return [nameOf(attribute.length, first, second), place];
  }),
);
const mark = 0x22;
const backslash = 0x5c;
const closingBrace = 0x7d;
/** between the mark that ends a name and the first letter of its value */
const toValue = 3;

/**
 * The hash of fields that are JSON, from its bytes: of a file that is sent again, nothing else of most rows is needed.
 * @param from after the opening brace of the fields, as JSON.stringify writes them
 * @returns undefined: it takes more to read them
 */
export function createHashOfJson(
  network: Network,
): (json: Buffer, from: number) => string | undefined {
  const starts = new Int32Array(builtInAttributes.length);
  const ends = new Int32Array(builtInAttributes.length);
  let said = Buffer.from(network);
  const networkLength = said.length;
  return (json, from) => {
    starts.fill(0);
    ends.fill(0);
    for (let at = from; json[at] !== closingBrace;) {
      if (json[at] !== mark) return undefined;
      const nameEnd = json.indexOf(mark, at + 1);
      const place = placeOf.get(nameOf(nameEnd - at - 1, json[at + 1], json[at + 2]));
      if (place === undefined) return undefined;
      const start = nameEnd + toValue;
      let end = start;
      while (json[end] !== mark) {
        if (json[end] === backslash || end >= json.length) return undefined;
        end += 1;
      }
      starts[place] = start;
      ends[place] = end;
      at = end + (json[end + 1] === closingBrace ? 1 : 2);
    }
    const most = networkLength + json.length + builtInAttributes.length;
    if (said.length < most) said = Buffer.concat([said], most);
    let length = networkLength;
    for (const [place, start] of starts.entries()) {
      said[length] = 0;
      length += 1 + json.copy(said, length + 1, start, ends[place]);
    }
    return hash('sha256', said.subarray(0, length), 'base64url').slice(0, 24);
  };
}
