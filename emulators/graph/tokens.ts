/** What `$skiptoken` and `$deltatoken` carry: all that is needed to go on, so that a client may restart at any time. */
import { z } from 'zod';

const tokenSchema = z.object({
  /** The directory's id and the organization's: a token is good nowhere else. */
  directory: z.string(),
  tenant: z.string(),
  /** How often delta tokens had been expired when this one was handed out. */
  generation: z.int(),
  /** Changes after this number are wanted; 0 wants everyone. */
  since: z.int(),
  /** The number when the first page was made: the next delta begins there. */
  until: z.int(),
  /** The position that the next page begins at. */
  from: z.int(),
  /** As the first call gave it: later links needn't repeat it. */
  select: z.string().optional(),
  size: z.int(),
});
export type DeltaToken = z.infer<typeof tokenSchema>;

export function writeToken(token: DeltaToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @returns undefined for what was never handed out */
export function readToken(text: string): DeltaToken | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return tokenSchema.safeParse(json).data;
  } catch {
    return undefined;
  }
}
