import { AppError } from '../../errors.ts';
import type { DoctorWords } from '../../text/doctor.ts';
import { ok, skipped, wrong } from './findings.ts';
import type { EntraDoor, Finding } from './ports.ts';

/** Checks that the bot gets a token, and may read what the sync and team owners need: with the product's own calls. */
export async function checkEntra(entra: EntraDoor, words: DoctorWords): Promise<Finding[]> {
  try {
    await inTime(entra.token());
  } catch (error) {
    return [wrong(whyNoToken(error, words)), skipped(words.entra.needsToken)];
  }
  const mayRead = async (permission: string, fine: string, path: string) => {
    try {
      await inTime(entra.get(path, { Prefer: 'odata.maxpagesize=1' }));
      return ok(fine);
    } catch (error) {
      const refused = error instanceof AppError && error.code === 'entra-refused';
      return wrong(refused ? words.entra.refused(permission) : words.entra.unreachable);
    }
  };
  return [
    ok(words.entra.tokenFine),
    ...(await Promise.all([
      mayRead('User.Read.All', words.entra.usersFine, 'users/delta?$select=id'),
      mayRead('GroupMember.Read.All', words.entra.groupsFine, 'groups?$select=id&$top=1'),
    ])),
  ];
}

/** The product waits as long as Graph asks; an interactive check doesn't. */
const maxAnswerMs = 20_000;

async function inTime<Result>(answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError('entra-unreachable', {}, { note: 'no answer in time' })),
      maxAnswerMs,
    );
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Error codes of Microsoft Entra's sign-in, as they appear in its responses. */
const knownCodes: Readonly<
  Record<string, 'wrongSecret' | 'secretExpired' | 'unknownApp' | 'unknownTenant'>
> = {
  AADSTS7000215: 'wrongSecret',
  AADSTS7000222: 'secretExpired',
  AADSTS700016: 'unknownApp',
  AADSTS90002: 'unknownTenant',
};

function whyNoToken(error: unknown, words: DoctorWords): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && cause.name === 'CredentialUnavailableError') {
    return words.entra.noIdentity;
  }
  // Only the code is shown, since the rest of the message contains ids and addresses.
  const code = /AADSTS\d+/.exec(cause instanceof Error ? cause.message : '')?.[0];
  const known = code === undefined ? undefined : knownCodes[code];
  return known === undefined ? words.entra.noToken(code) : words.entra[known];
}
