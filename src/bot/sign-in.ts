import type { Chat } from '../features/notices/ports.ts';
import type { JoinedStore } from '../features/people/ports.ts';
import type { AccountLookUp } from '../features/groups/ports.ts';
import { withDeadline } from '../lib/deadline.ts';
import type { Provisioning } from '../domain/provisioning.ts';
import type { Log } from '../log.ts';
import type { OrganizationSettings } from '../features/admin/settings.ts';
import { withinTime } from '../lib/within-time.ts';
import type { Speaker } from './caller.ts';

export interface SignInDeps {
  readonly accounts: AccountLookUp;
  readonly provisioning: Pick<Provisioning, 'provision'>;
  readonly joined: JoinedStore;
  readonly settings: Pick<OrganizationSettings, 'signIn'>;
  readonly log: Log;
  /** bounds the look-up behind the turn */
  readonly maxLookMs: number;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** The part that a turn has read of the speaker's personal chat. */
export type KnownChat = Pick<Chat, 'joined'>;

/** An account's data in Teams change now and then. */
const lookAgainMilliseconds = 30 * 24 * 3_600_000;
const stopTimeoutMs = 2_000;

/**
 * Writing to the bot in the personal chat counts as signing in with a work account, and adds the person to the
 * Employee network, except guests. It runs beside the turn: a failure is a log entry, and the next message
 * tries again.
 */
export function createSignIn(deps: SignInDeps) {
  const { accounts, provisioning, joined, settings, log, maxLookMs, now } = deps;
  const inProgress = new Map<string, Promise<void>>();
  const ending = new AbortController();

  async function look(
    { tenant, actor }: Speaker,
    reference: string,
    chat: KnownChat | undefined,
  ): Promise<void> {
    const before = chat === undefined ? await joined.joined(tenant, actor.id) : chat.joined;
    const fresh = before !== undefined && now() - Date.parse(before.at) < lookAgainMilliseconds;
    if (fresh && before.name === actor.name) return;
    // While switched off nothing is remembered, so the first message after switching it on counts.
    if (!(await settings.signIn(tenant))) return;
    const account = await accounts.account({ tenant, person: actor.id, reference });
    if (account?.isEmployee === true) {
      await provisioning.provision(tenant, actor, {
        source: 'signin',
        entraId: actor.id,
        isEmployee: true,
        fields: account.fields,
      });
    }
    await joined.noteJoined(tenant, actor.id, {
      at: new Date(now()).toISOString(),
      name: actor.name,
    });
  }

  return {
    /**
     * @param reference of their personal chat, as JSON
     * @param chat what is known of it; absent: it is read
     */
    signedIn(speaker: Speaker, reference: string, chat?: KnownChat): void {
      const key = `${speaker.tenant}|${speaker.actor.id}`;
      if (inProgress.has(key)) return;
      const work = withDeadline(maxLookMs, () => look(speaker, reference, chat), ending.signal)
        .catch((err: unknown) => {
          log.warn({ err }, 'a person who signed in could not be provisioned');
        })
        .finally(() => inProgress.delete(key));
      inProgress.set(key, work);
    },
    /** Resolves when no look-up is running. */
    async settled(): Promise<void> {
      const all = Promise.all(inProgress.values());
      if ((await withinTime(stopTimeoutMs, all)) !== 'late') return;
      ending.abort();
      await all;
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
