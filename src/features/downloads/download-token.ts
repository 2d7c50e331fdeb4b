import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { defined } from '../../lib/defined.ts';
import type { Right } from '../../domain/roles.ts';
import type { LinkedFile, LinkReader } from './ports.ts';

/** The content of a download link. It is signed, not secret: a person who has the link can read it. */
export interface DownloadToken extends LinkedFile, LinkReader {
  /** milliseconds since 1970 */
  readonly until: number;
}

/** Short names, since a card with many links has a limit. */
const shape = z.object({
  t: z.string(),
  p: z.string(),
  l: z.string(),
  r: z.string().optional(),
  n: z.string(),
  f: z.string(),
  /** seconds since 1970 */
  u: z.number(),
});

export function packToken(
  { tenant, person, locale, right, name, fileName, until }: DownloadToken,
  key: Buffer,
): string {
  const facts = { t: tenant, p: person, l: locale, ...defined({ r: right }), n: name, f: fileName };
  const said = JSON.stringify({ ...facts, u: Math.ceil(until / 1000) });
  const text = Buffer.from(said).toString('base64url');
  return `${text}.${signatureOf(text, key).toString('base64url')}`;
}

/** The tenant in a token whose signature isn't checked yet: only good for finding the key. */
export function tenantOfToken(token: string): string | undefined {
  return read(token)?.tenant;
}

/** @returns undefined unless the key has signed it */
export function openToken(token: string, key: Buffer): DownloadToken | undefined {
  const [text = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(text, key);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return read(token);
}

function read(token: string): DownloadToken | undefined {
  const [text = ''] = token.split('.');
  try {
    const said: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const { t, p, l, r, n, f, u } = shape.parse(said);
    const file = { name: n, fileName: f, until: u * 1000 };
    // Signed by us, so it is a right; a right of a later version is one that nobody here holds.
    return {
      tenant: t,
      person: p,
      locale: l,
      ...defined({ right: r as Right | undefined }),
      ...file,
    };
  } catch {
    return undefined;
  }
}

function signatureOf(text: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
