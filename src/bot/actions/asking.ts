import { defined } from '../../lib/defined.ts';
import type { Turn } from '../turn.ts';

/** The tenant, and who asks in which language, as operations note it. */
export function askingOf({ caller }: Turn) {
  const { tenant, actor: by, locale, timeZone } = caller;
  return [tenant, { by, locale, ...defined({ timeZone }) }] as const;
}
