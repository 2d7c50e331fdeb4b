import { lookup } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls, type Agent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../errors.ts';
import { publicLookup } from './public-address.ts';

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
  /** what looks names up, before their addresses are checked; absent: the machine's resolver */
  readonly resolve?: LookupFunction;
  /** what opens connections; absent: each its own, trusting whom Node trusts */
  readonly agent?: Agent;
}

export const usualPolicy: Omit<DownloadPolicy, 'loopback'> = {
  idleMilliseconds: 8000,
  totalMilliseconds: 60_000,
};

/** Where Teams keeps files of a personal chat: the person's OneDrive, in the clouds that Teams runs in. */
const hosts = [
  /\.sharepoint\.(com|us|cn|de)$/,
  /\.sharepoint-df\.com$/,
  /\.sharepoint-mil\.us$/,
  /\.svc\.ms$/,
  /\.1drv\.com$/,
  /^onedrive\.live\.com$/,
];
const maxRedirects = 4;

/**
 * @param ending ends it before its time is over
 * @throws AppError `file-address-refused | -expired | -slow | -failed`; also while the bytes are read
 */
export async function* download(
  address: string,
  policy: DownloadPolicy,
  ending?: AbortSignal,
): AsyncGenerator<Buffer> {
  const total = AbortSignal.timeout(policy.totalMilliseconds);
  const limit = ending === undefined ? total : AbortSignal.any([total, ending]);
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
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    check(address, policy);
    const response = await get(address, policy, signal);
    const status = response.statusCode ?? 0;
    if (status === 200) return plain(response);
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

function plain(response: IncomingMessage): IncomingMessage {
  const { 'content-encoding': encoding = 'identity' } = response.headers;
  if (encoding === 'identity') return response;
  response.destroy();
  throw new AppError('file-address-failed', {}, { note: `content-encoding ${encoding}` });
}

function hostOf(address: URL): string {
  return address.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function check(address: URL, policy: DownloadPolicy): void {
  const host = hostOf(address);
  if (policy.loopback && isLoopback(host) && ['http:', 'https:'].includes(address.protocol)) return;
  const known =
    address.protocol === 'https:' &&
    address.port === '' &&
    hosts.some((pattern) => pattern.test(host));
  if (!known || address.username !== '' || address.password !== '')
    throw new AppError('file-address-refused', {}, { note: `host ${host}` });
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function get(address: URL, policy: DownloadPolicy, signal: AbortSignal): Promise<IncomingMessage> {
  const request = address.protocol === 'https:' ? requestTls : requestPlain;
  const here = policy.loopback && isLoopback(hostOf(address));
  return new Promise((resolve, reject) => {
    const asked = request(
      address.href,
      {
        signal,
        // From the first look-up on: a name or a host that never answers is silent too.
        timeout: policy.idleMilliseconds,
        // Compressed bytes would be counted, looked at and kept as what they are not.
        headers: { 'accept-encoding': 'identity' },
        // No connection is kept: the next file comes from elsewhere.
        agent: policy.agent ?? false,
        ...(!here && { lookup: publicLookup(policy.resolve ?? lookup) }),
      },
      (response) => {
        answer = response;
        resolve(response);
      },
    );
    let answer: IncomingMessage | undefined;
    asked.on('timeout', () => {
      (answer ?? asked).destroy(new AppError('file-address-slow', {}, { note: 'no byte came' }));
    });
    asked.on('error', (error) => {
      reject(error);
      // After the answer began: more bytes came than it said, or none of HTTP. What was read is not the file.
      answer?.destroy(error);
    });
    asked.end();
  });
}
