import { randomBytes } from 'node:crypto';
import { exportCard, type ExportCardInput } from '../../cards/export-card.ts';
import type { ExportNetwork } from '../../domain/operations/export-facts.ts';
import { networks } from '../../domain/network.ts';
import { localStamp } from '../../features/exports/local-stamp.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

/** The export form with the values of the last export, or with those just sent and what is wrong with them. */
export async function showExport(
  services: BotServices,
  turn: Turn,
  again: Pick<ExportCardInput, 'choices' | 'rhythm' | 'problem' | 'isTyped'> = {},
): Promise<void> {
  const { tenant, actor, timeZone } = turn.caller;
  const [attributes, memory] = await Promise.all([
    services.organizations.attributes(tenant),
    services.exports.memory.read(tenant, actor.id),
  ]);
  const choices = again.choices ?? memory.choices;
  await turn.answer(
    exportCard({
      text: turn.text,
      key: randomBytes(8).toString('hex'),
      attributes,
      today: localStamp(services.now(), timeZone).slice(0, 10),
      last: await lastOf(services, tenant, memory.last),
      ...again,
      ...defined({ choices }),
    }),
  );
}

/** When the last export of each network was requested; ISO 8601, UTC. */
async function lastOf(
  { operations }: BotServices,
  tenant: string,
  last: Readonly<Partial<Record<ExportNetwork, string>>>,
): Promise<Partial<Record<ExportNetwork, string>>> {
  const all: readonly ExportNetwork[] = ['All', ...networks];
  const found = await Promise.all(
    all.map(async (network) => {
      const id = last[network];
      const there =
        id === undefined ? undefined : await operations.read({ tenant, kind: 'export', id });
      return there === undefined ? [] : [[network, there.at] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}
