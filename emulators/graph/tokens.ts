/** The content of `$skiptoken` and `$deltatoken`: the whole state, so that a client may restart at any time. */
import { z } from 'zod';

const tokenSchema = z.object({
  /** ids of the directory and the organization: a token is valid nowhere else */
  directory: z.string(),
  tenant: z.string(),
  /** how often delta tokens had been expired when this one was issued */
  generation: z.int(),
  /** returns changes after this number; 0 returns everyone */
  since: z.int(),
  /** the number when the first page was created: the next delta starts there */
  until: z.int(),
  /** the position at which the next page starts */
  from: z.int(),
  /** from the first call, since later links needn't repeat it */
  select: z.string().optional(),
  size: z.int(),
});
export type DeltaToken = z.infer<typeof tokenSchema>;

export function writeToken(token: DeltaToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @returns undefined for a token that was never issued */
export function readToken(text: string): DeltaToken | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return tokenSchema.safeParse(json).data;
  } catch {
    return undefined;
  }
}
