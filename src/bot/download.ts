import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '../errors.ts';

/**
 * Fetches the file that Teams attached to a message. The address comes in a message, so it is a stranger's: only https, only
 * hosts that Teams stores files on, never an address of a private network, redirects checked hop by hop, time and bytes
 * bounded. It is pre-authenticated and lives for minutes: no token is sent, and it is used at once and never kept.
 */
export interface DownloadPolicy {
  /** local mode: addresses on loopback, also without TLS */
  readonly loopback: boolean;
  /** longest wait for the first and for each further byte */
  readonly idleMilliseconds: number;
  /** longest download as a whole */
  readonly totalMilliseconds: number;
}

export const usualPolicy: Omit<DownloadPolicy, 'loopback'> = {
  idleMilliseconds: 8000,
  totalMilliseconds: 60_000,
};

/** Where Teams keeps files of a personal chat: the person's OneDrive, in the clouds that Teams runs in. */
const hosts = [
  /\.sharepoint\.(com|us|cn|de)$/,
  /\.sharepoint-(df|mil)\.(com|us)$/,
  /\.svc\.ms$/,
  /\.1drv\.com$/,
  /^onedrive\.live\.com$/,
];
const mostRedirects = 4;

/** @throws AppError `file-address-refused | -expired | -slow | -failed`; also while the bytes are read */
export async function* download(address: string, policy: DownloadPolicy): AsyncGenerator<Buffer> {
  const limit = AbortSignal.timeout(policy.totalMilliseconds);
  try {
    const response = await follow(parse(address), policy, limit);
    for await (const chunk of response) {
      limit.throwIfAborted();
      yield chunk as Buffer;
    }
    if (!response.complete)
      throw new AppError('file-address-failed', {}, { note: 'the download broke off' });
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (limit.aborted) throw new AppError('file-address-slow', {}, { cause: error });
    throw new AppError('file-address-failed', {}, { cause: error });
  }
}

function parse(address: string): URL {
  if (!URL.canParse(address))
    throw new AppError('file-address-refused', {}, { note: 'not an address' });
  return new URL(address);
}

async function follow(
  first: URL,
  policy: DownloadPolicy,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let address = first;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    check(address, policy);
    const response = await get(address, policy, signal);
    const status = response.statusCode ?? 0;
    if (status === 200) return response;
    response.destroy();
    const location = response.headers.location;
    if (
      status >= 300 &&
      status < 400 &&
      location !== undefined &&
      URL.canParse(location, address.href)
    ) {
      address = new URL(location, address);
      continue;
    }
    if ([401, 403, 404, 410].includes(status))
      throw new AppError('file-address-expired', { status });
    throw new AppError('file-address-failed', { status });
  }
  throw new AppError('file-address-refused', {}, { note: 'too many redirects' });
}

function check(address: URL, policy: DownloadPolicy): void {
  const host = address.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (policy.loopback && isLoopback(host) && ['http:', 'https:'].includes(address.protocol)) return;
  const known =
    address.protocol === 'https:' &&
    address.port === '' &&
    hosts.some((pattern) => pattern.test(host));
  if (!known || address.username !== '')
    throw new AppError('file-address-refused', {}, { note: `host ${host}` });
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function get(address: URL, policy: DownloadPolicy, signal: AbortSignal): Promise<IncomingMessage> {
  const request = address.protocol === 'https:' ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    const asked = request(
      address.href,
      // No connection is kept: the next file comes from elsewhere.
      { signal, agent: false, ...(!policy.loopback && { lookup: publicLookup }) },
      resolve,
    );
    asked.setTimeout(policy.idleMilliseconds, () => {
      asked.destroy(new AppError('file-address-slow', {}, { note: 'no byte came' }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const privateRanges = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privateRanges.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 96],
  ['::1', 128],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privateRanges.addSubnet(net, prefix, 'ipv6');

/** Resolves a name and refuses it when any of its addresses isn't public: the check and the connection see the same answer. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found as LookupAddress[] | undefined;
    if (error !== null || addresses === undefined) {
      callback(error ?? new AppError('file-address-failed'), '', 4);
      return;
    }
    const inside = addresses.some(({ address, family }) =>
      privateRanges.check(address, family === 6 ? 'ipv6' : 'ipv4'),
    );
    const [first] = addresses;
    if (inside || first === undefined) {
      callback(new AppError('file-address-refused', {}, { note: 'a private network' }), '', 4);
      return;
    }
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
