import { randomBytes } from 'node:crypto';
import { syncCard, type SyncCardInput } from '../../cards/sync-card.ts';
import { syncMappingCard, type SyncMappingCardInput } from '../../cards/sync-mapping-card.ts';
import { usualMapping } from '../../features/sync/sync-settings.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

/** The settings of the organization's sync, and the outcome of the last one. */
export async function showSync(
  services: BotServices,
  turn: Turn,
  news?: SyncCardInput['news'],
): Promise<void> {
  const { tenant } = turn.caller;
  const [kept, attributes, operation, held] = await Promise.all([
    services.syncSettings.read(tenant),
    services.organizations.attributes(tenant),
    services.syncs.last(tenant),
    services.heldPeople.waiting(tenant),
  ]);
  const last =
    operation === undefined
      ? undefined
      : { operation, links: await services.view.links(operation, turn.caller) };
  await turn.answer(
    syncCard({
      text: turn.text,
      key: randomBytes(8).toString('hex'),
      attributes,
      ...(kept !== undefined && { settings: kept.settings }),
      ...(kept?.daily !== undefined && { daily: kept.daily }),
      ...defined({ last }),
      ...(held.length > 0 && { held }),
      ...defined({ news }),
    }),
  );
}

/** The form of the sync mapping as it is stored, or with the values just sent and what is wrong with them. */
export async function showSyncMapping(
  services: BotServices,
  turn: Turn,
  again: Partial<
    Pick<SyncMappingCardInput, 'mapping' | 'users' | 'schedule' | 'problems' | 'isTyped'>
  > = {},
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
