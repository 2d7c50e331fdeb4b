import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Door } from '../domain/doors.ts';
import { safeId } from '../domain/organization.ts';
import type { Actor } from '../domain/person.ts';
import { may, type Right, type Standing } from '../domain/roles.ts';
import type { LinkReader } from '../features/downloads/ports.ts';
import { AppError } from '../errors.ts';
import type { Roles } from '../features/admin/roles.ts';
import { textFor } from '../text/text.ts';
import { labelOf } from '../lib/label.ts';
import { defined } from '../lib/defined.ts';

/** The sender of an activity with tenant and standing, established again in every turn. */
export interface Caller extends Standing {
  readonly tenant: string;
  readonly actor: Actor;
  readonly locale: string;
  /** IANA name */
  readonly timeZone?: string;
}

/** The person on whose card a link stands. @param right what they must still hold when they open it */
export function linkReader({ tenant, actor, locale }: Caller, right?: Right): LinkReader {
  return { tenant, person: actor.id, locale, ...defined({ right }) };
}

/** The sender of an activity and their tenant. */
export interface Speaker {
  readonly tenant: string;
  readonly actor: Actor;
}

const maxNameLength = 100;

const channelData = z.object({ tenant: z.object({ id: z.string().min(1) }).optional() }).loose();
const clientInfo = z
  .object({
    type: z.literal('clientInfo'),
    timezone: z.string().optional(),
    locale: z.string().optional(),
  })
  .loose();

/**
 * An activity names its tenant in several places, and Teams gives the same one in each: the chat's, the
 * channel's, the sender's. If they contradict each other, the intended directory is unknown.
 * @param homeTenant the one tenant that the bot serves; absent in local mode
 * @throws AppError `no-organization` when the activity names none, `other-organization` when it isn't the bot's
 * or contradicts itself
 */
export function tenantOf(activity: Activity, homeTenant: string | undefined): string {
  const data = channelData.safeParse(activity.channelData);
  const { tenantId: senders } = activity.from as { readonly tenantId?: unknown };
  const said = [data.data?.tenant?.id, activity.conversation.tenantId, senders].filter(
    (id): id is string => typeof id === 'string' && id !== '',
  );
  const [tenant, ...others] = new Set(said.map(safeId));
  if (tenant === undefined) throw new AppError('no-organization');
  if (others.length > 0)
    throw new AppError('other-organization', {}, { note: 'the activity contradicts itself' });
  if (homeTenant !== undefined && safeId(homeTenant) !== tenant)
    throw new AppError('other-organization');
  return tenant;
}

/** @throws AppError `no-organization` when the activity doesn't identify its sender, and what `tenantOf` throws */
export function speakerOf(activity: Activity, homeTenant: string | undefined): Speaker {
  const objectId = activity.from.aadObjectId;
  if (!objectId) throw new AppError('no-organization');
  const actor: Actor = {
    id: safeId(objectId),
    name: labelOf(activity.from.name, maxNameLength) || textFor(localeOf(activity)).admins.noName,
  };
  return { tenant: tenantOf(activity, homeTenant), actor };
}

/** @throws AppError what `speakerOf` throws */
export async function callerOf(
  activity: Activity,
  roles: Roles,
  homeTenant: string | undefined,
): Promise<Caller> {
  const { tenant, actor } = speakerOf(activity, homeTenant);
  const timeZone = timeZoneOf(activity);
  return {
    tenant,
    actor,
    ...(await roles.standingOf(tenant, actor.id)),
    locale: localeOf(activity) ?? 'en',
    ...defined({ timeZone }),
  };
}

/** Messages name their time zone; invokes carry it in `clientInfo`, if at all. IANA name. */
export function timeZoneOf(activity: Activity): string | undefined {
  return activity.localTimezone || clientInfoOf(activity)?.timezone;
}

/** BCP 47, as Teams sends it: in the activity itself, or else in its `clientInfo`. */
export function localeOf(activity: Activity): string | undefined {
  const { locale = '' } = activity;
  return locale === '' ? clientInfoOf(activity)?.locale : locale;
}

function clientInfoOf(activity: Activity): z.infer<typeof clientInfo> | undefined {
  for (const entity of activity.entities ?? []) {
    const parsed = clientInfo.safeParse(entity);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/**
 * Checks that the caller's role is allowed. Where group admins are allowed too, the handler checks in the store
 * that the group, or the file, is theirs.
 * @throws AppError `not-an-admin`, `needs-tenant-admin`
 */
export function mustPass(caller: Caller, { right, groupAdmins, groupFiles }: Door): void {
  if (right !== undefined && groupAdmins === undefined && groupFiles === undefined)
    mustHave(caller, right);
}

/** @throws AppError `not-an-admin` unless the caller holds the right */
export function mustHave(caller: Caller, right: Right): void {
  if (may(caller, right)) return;
  const isAdmin = caller.role === 'organization-admin';
  throw new AppError(isAdmin ? 'needs-tenant-admin' : 'not-an-admin');
}
