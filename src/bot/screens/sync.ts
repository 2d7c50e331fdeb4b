import { randomBytes } from 'node:crypto';
import { syncCard, type SyncCardInput } from '../../cards/sync-card.ts';
import { syncMappingCard, type SyncMappingCardInput } from '../../cards/sync-mapping-card.ts';
import { usualMapping } from '../../features/sync/sync-settings.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** What an organization decided about its sync, and how the last one went. */
export async function showSync(
  services: BotServices,
  turn: Turn,
  news?: SyncCardInput['news'],
): Promise<void> {
  const { tenant, role } = turn.caller;
  const [kept, attributes, operation, held] = await Promise.all([
    services.syncSettings.read(tenant),
    services.organizations.attributes(tenant),
    services.syncs.last(tenant),
    services.heldPeople.waiting(tenant),
  ]);
  const last =
    operation === undefined
      ? undefined
      : { operation, links: await services.view.links(operation, role) };
  await turn.answer(
    syncCard({
      text: turn.text,
      key: randomBytes(8).toString('hex'),
      attributes,
      ...(kept !== undefined && { settings: kept.settings }),
      ...(kept?.daily !== undefined && { daily: kept.daily }),
      ...(last !== undefined && { last }),
      ...(held.length > 0 && { held }),
      ...(news !== undefined && { news }),
    }),
  );
}

/** The form of what is synced, as it is; or as it was just now, with what is wrong with it. */
export async function showSyncMapping(
  services: BotServices,
  turn: Turn,
  again: Partial<Pick<SyncMappingCardInput, 'mapping' | 'users' | 'schedule' | 'problem'>> = {},
): Promise<void> {
  const { tenant } = turn.caller;
  const [settings, attributes] = await Promise.all([
    services.syncSettings.settings(tenant),
    services.organizations.attributes(tenant),
  ]);
  await turn.answer(
    syncMappingCard({
      text: turn.text,
      attributes,
      mapping: settings?.mapping ?? usualMapping,
      users: settings?.users ?? { kind: 'all' },
      schedule: settings?.schedule ?? { kind: 'by-hand' },
      ...again,
    }),
  );
}
