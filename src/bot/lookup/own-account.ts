import type { TurnContext } from 'botbuilder';
import type { AccountLookUp } from '../../features/groups/ports.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { ChatStore } from '../../features/notices/ports.ts';
import type { Caller } from '../caller.ts';

/** `unknown`: nothing says whether it is one; the person has never written to the bot */
export type AccountKind = 'own' | 'guest' | 'unknown';

const keptMs = 60 * 60_000;
const maxKept = 10_000;

/**
 * Whether an account belongs to the organization itself. An invoke doesn't say. The directory knows it of people
 * linked by sign-in, a group or the sync. For others the bot asks Teams, which answers only for chats with the bot: here,
 * their personal one.
 */
export function createAccountKinds(deps: {
  /** the record of the person with an Entra account */
  readonly recordOf: (tenant: string, entraId: string) => Promise<StoredPerson | undefined>;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly accounts: AccountLookUp;
  /** milliseconds since 1970 */
  readonly now: () => number;
}) {
  const { recordOf, chats, accounts, now } = deps;
  /** answers from Teams; the oldest first */
  const kept = new Map<string, { readonly kind: AccountKind; readonly at: number }>();

  return async ({ tenant, actor }: Caller): Promise<AccountKind> => {
    const record = await recordOf(tenant, actor.id);
    if (record?.linked === true && record.deletedAt === undefined) return 'own';
    const key = `${tenant}|${actor.id}`;
    const before = kept.get(key);
    if (before !== undefined && now() - before.at < keptMs) return before.kind;
    const chat = await chats.read(tenant, actor.id);
    if (chat === undefined || chat.reference === '') return 'unknown';
    const { reference } = chat;
    const account = await accounts.account({ tenant, person: actor.id, reference });
    const kind = account?.isEmployee === true ? 'own' : 'guest';
    kept.delete(key);
    kept.set(key, { kind, at: now() });
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return kind;
  };
}

/** Whether the only reader is the person who asks: in their own chat with the bot. */
export async function isOwnChat(
  chats: Pick<ChatStore, 'read'>,
  { tenant, actor }: Caller,
  { activity }: TurnContext,
): Promise<boolean> {
  const chat = await chats.read(tenant, actor.id);
  if (chat === undefined || chat.reference === '') return false;
  const { conversation } = JSON.parse(chat.reference) as { conversation?: { id?: string } };
  return conversation?.id !== undefined && conversation.id === activity.conversation.id;
}
