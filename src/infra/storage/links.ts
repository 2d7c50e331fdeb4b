import {
  BlobSASPermissions,
  SASProtocol,
  generateBlobSASQueryParameters,
} from '@azure/storage-blob';
import type {
  BlobClient,
  StorageSharedKeyCredential,
  UserDelegationKey,
} from '@azure/storage-blob';
import { beforeDeadline, withoutDeadline } from '../../lib/deadline.ts';
import type { StorageConnection } from './connect.ts';
import { withStorageErrorsWithin } from './rest-errors.ts';

/** The key that signs links. */
export type LinkKeys =
  /** the account's key; plain http only where the storage is on loopback */
  | { readonly key: StorageSharedKeyCredential; readonly loopback: boolean }
  /** a managed identity: the service issues a key for some days at most */
  | {
      readonly account: string;
      readonly delegationKey: (
        from: Date,
        until: Date,
        abortSignal: AbortSignal,
      ) => Promise<UserDelegationKey>;
    };

/** @returns the signing key of a connection's links */
export function linkKeys({ blobs, key, loopback }: StorageConnection): LinkKeys {
  if (key !== undefined) return { key, loopback };
  return {
    account: blobs.accountName,
    delegationKey: (from, until, abortSignal) =>
      blobs.getUserDelegationKey(from, until, { abortSignal }),
  };
}

export type Links = (blob: BlobClient, fileName: string, minutes: number) => Promise<string>;

/** Clocks differ: a link valid from now on would be refused by a machine whose clock is behind. */
const clockSkewMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** Azure issues delegation keys for seven days at most. */
const maxKeyMs = 7 * dayMs - clockSkewMs;
const maxFileNameLength = 150;
const requestTimeoutMs = 30_000;

/** Creates links that read one blob for some minutes and download it under a file's name. */
export function createLinks(keys: LinkKeys): Links {
  const signatureFor = 'key' in keys ? byAccountKey(keys) : byIdentity(keys);
  return async (blob, fileName, minutes) => {
    const now = Date.now();
    const signature = await signatureFor({
      containerName: blob.containerName,
      blobName: blob.name,
      permissions: BlobSASPermissions.parse('r'),
      startsOn: new Date(now - clockSkewMs),
      expiresOn: new Date(now + minutes * 60_000),
      contentDisposition: contentDisposition(fileName),
      contentType: contentTypeOf(fileName),
    });
    const address = new URL(blob.url);
    address.search = signature;
    return address.href;
  };
}

/** None that a browser would run: a file's name is chosen by its sender. */
const contentTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  gz: 'application/gzip',
  jpg: 'image/jpeg',
  json: 'application/json',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  png: 'image/png',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  vcf: 'text/vcard',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

function contentTypeOf(fileName: string): string {
  const ending = /\.([a-z]{2,4})$/.exec(fileName.toLowerCase())?.[1] ?? '';
  const isKnown = Object.hasOwn(contentTypes, ending);
  return (isKnown ? contentTypes[ending] : undefined) ?? 'application/octet-stream';
}

interface Wanted {
  readonly containerName: string;
  readonly blobName: string;
  readonly permissions: BlobSASPermissions;
  readonly startsOn: Date;
  readonly expiresOn: Date;
  readonly contentDisposition: string;
  readonly contentType: string;
}

function byAccountKey(keys: { key: StorageSharedKeyCredential; loopback: boolean }) {
  const protocol = keys.loopback ? SASProtocol.HttpsAndHttp : SASProtocol.Https;
  return (wanted: Wanted): Promise<string> =>
    Promise.resolve(generateBlobSASQueryParameters({ ...wanted, protocol }, keys.key).toString());
}

interface KeptKey {
  readonly until: Date;
  readonly key: Promise<UserDelegationKey>;
}

function byIdentity(keys: Extract<LinkKeys, { account: string }>) {
  let kept: KeptKey | undefined;
  const keyUntil = (wanted: Date): KeptKey => {
    const now = Date.now();
    const last = new Date(now + maxKeyMs);
    const needed = wanted > last ? last : wanted;
    // A key for a week covers a link for a week only in its first moment, so an hour less is accepted.
    const enough = needed.getTime() - (needed === last ? dayMs / 24 : 0);
    if (kept !== undefined && kept.until.getTime() >= enough) return kept;
    const until = new Date(Math.min(last.getTime(), Math.max(needed.getTime(), now) + dayMs));
    // Other requests' links wait for it too.
    const key = withoutDeadline(() =>
      withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
        keys.delegationKey(new Date(now - clockSkewMs), until, abortSignal),
      ),
    );
    const made = { until, key };
    // A failure is not cached: the next link requests a key again.
    key.catch(() => {
      if (kept === made) kept = undefined;
    });
    kept = made;
    return made;
  };
  return async (wanted: Wanted): Promise<string> => {
    const { key, until } = keyUntil(wanted.expiresOn);
    const expiresOn = wanted.expiresOn > until ? until : wanted.expiresOn;
    return generateBlobSASQueryParameters(
      { ...wanted, expiresOn, protocol: SASProtocol.Https },
      await beforeDeadline(() => key),
      keys.account,
    ).toString();
  };
}

/**
 * The header that names a download (RFC 6266): ASCII for old clients, and the name itself in UTF-8. Control
 * characters, quotes, path separators and direction marks are removed, since a name may not disguise itself. The
 * joiners U+200C and U+200D stay: words of many scripts are written with them.
 */
export function contentDisposition(fileName: string): string {
  const clean = fileName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}"'`\\/:*?<>|;%]|(?![\u200C\u200D])\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    // A file name that starts with a dot is hidden on many systems; one of dots alone is a folder.
    .replace(/^[ .]+/, '')
    .trim();
  const name = shortened(clean) || 'file';
  const ascii = name.replace(/[^\x20-\x7E]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Keeps the extension, by which the system selects a program. */
function shortened(name: string): string {
  if (name.length <= maxFileNameLength) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const start = name.slice(0, maxFileNameLength - ending.length);
  return (start.isWellFormed() ? start : start.slice(0, -1)) + ending;
}
