import type { TurnContext } from 'botbuilder';
import { profileCard } from '../../cards/profile-card.ts';
import type { AttributeDefinition } from '../../domain/attributes.ts';
import { lookupDoors } from '../../domain/doors.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { may } from '../../domain/roles.ts';
import type { Roles } from '../../features/admin/roles.ts';
import { beforeDeadline } from '../../lib/deadline.ts';
import { textFor, type Text } from '../../text/text.ts';
import { callerOf, type Caller } from '../caller.ts';
import { searchPeople } from '../search-people.ts';
import type { BotServices } from '../services.ts';
import type { LookupAllowance } from './allowance.ts';
import { cardAnswer, listAnswer, sentenceAnswer, type LookupAnswer } from './answers.ts';
import { isOwnChat, type AccountKind } from './own-account.ts';
import { lookupRequest, type LookupRequest } from './request.ts';
import { defined } from '../../lib/defined.ts';

export interface LookupDeps {
  readonly services: Pick<
    BotServices,
    'directory' | 'people' | 'organizations' | 'settings' | 'chats' | 'recordOf'
  >;
  readonly roles: Roles;
  readonly accountKind: (caller: Caller) => Promise<AccountKind>;
  readonly allowance: LookupAllowance;
  /** the one tenant that the bot serves; absent in local mode */
  readonly homeTenant?: string;
}

/**
 * Looks people up from any chat, for admins and, where the organization allows it, for everyone with an account of
 * its own. It may be a chat that the bot isn't in, so nothing of it is kept: neither the chat, nor what was asked.
 * Ends at the deadline that applies here, also where something doesn't listen to it.
 * @throws AppError when the caller isn't of this organization, or something is unavailable or too slow
 */
export function lookUp(deps: LookupDeps, context: TurnContext): Promise<LookupAnswer> {
  return beforeDeadline(() => answer(deps, context));
}

async function answer(deps: LookupDeps, context: TurnContext): Promise<LookupAnswer> {
  const { name, value } = context.activity as { name?: string; value?: unknown };
  const caller = await callerOf(context.activity, deps.roles, deps.homeTenant);
  const text = textFor(caller.locale, caller.timeZone);
  const refused = await refusal(deps, caller, text);
  if (refused !== undefined) return sentenceAnswer(refused);
  const request = lookupRequest(name, value);
  if (request === undefined) return sentenceAnswer(text.lookup.start);
  const minutes = deps.allowance.take(caller.tenant, caller.actor.id);
  if (minutes !== undefined) return sentenceAnswer(text.lookup.tooMany(minutes));
  return answerTo(deps, { context, caller, text }, request);
}

interface Asked {
  readonly context: TurnContext;
  readonly caller: Caller;
  readonly text: Text;
}

function answerTo(deps: LookupDeps, asked: Asked, request: LookupRequest): Promise<LookupAnswer> {
  switch (request.type) {
    case 'select':
      return card(deps, asked, request.person);
    case 'start':
      return start(deps, asked);
    case 'find':
      return found(deps, asked, request);
  }
}

/** @returns why the caller may not look people up; undefined: they may */
async function refusal(
  { services, accountKind }: LookupDeps,
  caller: Caller,
  text: Text,
): Promise<string | undefined> {
  const { right, whileOn } = lookupDoors.find;
  if (may(caller, right)) return undefined;
  if (!(await services.settings[whileOn](caller.tenant))) return text.lookup.off;
  const kind = await accountKind(caller);
  if (kind === 'own') return undefined;
  return kind === 'guest' ? text.lookup.guests : text.lookup.unknownAccount;
}

async function found(
  { services }: LookupDeps,
  { caller, text }: Asked,
  { text: typed, skip, count }: Extract<LookupRequest, { type: 'find' }>,
): Promise<LookupAnswer> {
  const { entries, updating } = await searchPeople(services, caller, typed, skip + count);
  const page = entries.slice(skip);
  // A further page that is empty ends the list; a first one has to say something.
  if (page.length === 0 && skip === 0)
    return sentenceAnswer(updating ? text.directory.updating : text.lookup.nothing);
  return listAnswer(page.map(matchOf));
}

const startCount = 15;

/** Before anything is typed: the person themselves and the colleagues of their department, or else the first by name. */
async function start({ services }: LookupDeps, { caller, text }: Asked): Promise<LookupAnswer> {
  const { tenant, actor, locale } = caller;
  const { directory, recordOf } = services;
  const own = await recordOf(tenant, actor.id);
  const department = own?.fields.department;
  const first = { network: own?.network ?? 'Employee', locale, size: startCount } as const;
  const { entries } = await directory.page(tenant, {
    ...first,
    ...defined({ department }),
  });
  const themselves = entries.filter(({ id }) => id === own?.id);
  const others = entries.filter(({ id }) => id !== own?.id);
  if (entries.length === 0) return sentenceAnswer(text.lookup.start);
  return listAnswer([...themselves, ...others].map(matchOf));
}

function matchOf(entry: {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly jobTitle?: string;
  readonly department?: string;
}) {
  const { id, name, phone, jobTitle = '', department = '' } = entry;
  return { person: id, name, about: [jobTitle, department, phone === name ? '' : phone] };
}

async function card(
  { services }: LookupDeps,
  { context, caller, text }: Asked,
  id: string,
): Promise<LookupAnswer> {
  const { tenant } = caller;
  const person = await services.people.get(tenant, id);
  if (person === undefined || person.deletedAt !== undefined) {
    return sentenceAnswer(text.lookup.gone);
  }
  const all = await services.organizations.attributes(tenant);
  const isAdmin = may(caller, 'see-people');
  const seesAll = isAdmin && (await isOwnChat(services.chats, caller, context));
  const attributes = seesAll ? all : all.filter(({ visibleTo }) => visibleTo === 'all');
  const leftOut = all.filter((one) => !attributes.includes(one));
  return cardAnswer(
    profileCard({
      text,
      person,
      attributes,
      may: { edit: false, move: false, delete: false, restore: false },
      isShared: true,
      ...(isAdmin && hasAny(person, leftOut) && { sharedNote: text.lookup.leftOut }),
    }),
  );
}

function hasAny({ fields }: StoredPerson, attributes: readonly AttributeDefinition[]): boolean {
  return attributes.some(({ key, removedAt }) => removedAt === undefined && !!fields[key]);
}
