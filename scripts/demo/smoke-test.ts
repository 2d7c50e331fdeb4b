import { pagePaths } from '../../src/domain/public-paths.ts';
import { invokeBy, pressBy } from '../../test/support/invokes.ts';
import { textOf } from '../../test/support/card-reading.ts';
import { isJsonObject } from '../../emulators/teams/protocol.ts';
import { personalChatId } from '../../emulators/teams/chats.ts';
import { samplePeople } from '../../emulators/teams/people.ts';
import type { DemoOptions } from './options.ts';

type Print = (line: string) => void;
type Activity = ReturnType<typeof pressBy>;

/** The commands sent on behalf of the token's person. */
const looks = ['help', 'import history', 'directory'];
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const patienceMs = 30_000;

/**
 * Tests a deployment from outside. Files can't be sent to one, since they come from Teams' own hosts only.
 * @returns `takes-unsigned`: it is a local one that accepts unsigned activities on this machine
 * @throws Error one sentence on the first failure
 */
export async function smokeTest(
  { url, signed }: DemoOptions & { readonly url: string },
  print: Print,
): Promise<'takes-unsigned' | 'signed-only'> {
  for (const path of ['/healthz', '/readyz', ...pagePaths]) {
    const { status } = await ask(`${url}${path}`);
    print(`GET ${path}: ${status}`);
    if (status !== 200) throw new Error(`${url}${path} answers ${status}, not 200`);
  }
  const who = personOf(signed);
  const unsigned = await post(url, look(who, 'help'));
  print(`A message without a signature: ${unsigned.status}`);
  if (unsigned.status < 300) {
    if (!loopback.has(new URL(url).hostname))
      throw new Error('it accepts unsigned messages, from anyone');
    return 'takes-unsigned';
  }
  if (unsigned.status !== 401 && unsigned.status !== 403)
    throw new Error(`a message without a signature is answered ${unsigned.status}, not 401`);
  if (signed === undefined) {
    print('No one’s cards were checked: that needs --token, --tenant and --person.');
    return 'signed-only';
  }
  for (const words of looks) {
    const activity = { ...look(who, words), serviceUrl: serviceUrlIn(signed.token) };
    const { status, body } = await post(url, activity, signed.token);
    print(`\n[${words}]: ${status}`);
    if (status !== 200) throw new Error(`"${words}" is answered ${status}, not 200`);
    print(wordsOf(body));
  }
  return 'signed-only';
}

/** A card action with the command's effect, since its answer is in the response even where the connector can't be reached. */
function look(who: Parameters<typeof pressBy>[0], command: string): Activity {
  const activity = pressBy(who, 'run-command', { v: 1, verb: 'run-command', command });
  // Repeated activities are handled once, so each needs an id of its own.
  return { ...activity, id: `f:${crypto.randomUUID()}` };
}

function personOf(signed: DemoOptions['signed']): Parameters<typeof invokeBy>[0] {
  const [tara] = samplePeople;
  if (tara === undefined) throw new Error('there are no sample people');
  const person =
    signed === undefined ? tara : { ...tara, aadObjectId: signed.person, tenantId: signed.tenant };
  return { person, chatId: personalChatId(person) };
}

/** A token is valid for one connector address, which the activity has to name. */
function serviceUrlIn(token: string): string {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    if (isJsonObject(claims) && typeof claims.serviceurl === 'string') return claims.serviceurl;
  } catch {
    // Reported below.
  }
  throw new Error(
    '--token must be a token that Teams’ connector sent: it names the connector’s address.',
  );
}

async function post(
  url: string,
  activity: Activity,
  token?: string,
): Promise<{ status: number; body: unknown }> {
  return ask(`${url}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(activity),
  });
}

async function ask(
  address: string,
  options: RequestInit = {},
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(address, { ...options, signal: AbortSignal.timeout(patienceMs) });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${address} can’t be reached (${String(cause)})`, { cause: error });
  }
}

/** The visible text of an invoke's answer. */
function wordsOf(body: unknown): string {
  const value = isJsonObject(body) ? body.value : undefined;
  if (typeof value === 'string') return `  ${value}`;
  if (!isJsonObject(value)) throw new Error(`it answers without a card: ${JSON.stringify(body)}`);
  return textOf(value)
    .split('\n')
    .slice(0, 8)
    .map((line) => `  ${line}`)
    .join('\n');
}
