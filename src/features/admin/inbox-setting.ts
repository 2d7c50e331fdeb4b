import { z } from 'zod';
import { inboxModes, type InboxSetting } from '../../domain/inbox.ts';
import { networks } from '../../domain/network.ts';
import { defined } from '../../lib/defined.ts';

const shape = z.object({
  mode: z.enum(inboxModes).exclude(['off']),
  network: z.enum(networks),
  by: z.object({ id: z.string(), name: z.string() }),
  locale: z.string(),
  timeZone: z.string().optional(),
});

/** How the setting is stored. */
export function packInbox(inbox: InboxSetting): string {
  return inbox.mode === 'off' ? 'off' : JSON.stringify(shape.parse(inbox));
}

/** A value that isn't understood means off: a later version may have restricted it in its own way. */
export function parseInbox(stored: string | undefined): InboxSetting {
  if (stored === undefined || stored === 'off') return { mode: 'off' };
  try {
    const { timeZone, ...inbox } = shape.parse(JSON.parse(stored));
    return { ...inbox, ...defined({ timeZone }) };
  } catch {
    return { mode: 'off' };
  }
}

/** For the audit, which names its actor beside it. */
export function shownInbox(stored: string): string {
  const inbox = parseInbox(stored);
  return inbox.mode === 'off' ? 'off' : `${inbox.mode}, ${inbox.network}, ${inbox.by.name}`;
}
