import { z } from 'zod';
import { invokes, lookupDoors } from '../../domain/doors.ts';

/** A request to the message extension, whatever the client sent. */
export type LookupRequest =
  | { readonly type: 'find'; readonly text: string; readonly skip: number; readonly count: number }
  /** the list is opened, and nothing was typed yet */
  | { readonly type: 'start' }
  | { readonly type: 'select'; readonly person: string };

const maxCount = 25;
/** People beyond these are found by typing more of their name. */
const maxSkip = 100;

const query = z.object({
  commandId: z.enum(Object.keys(lookupDoors) as (keyof typeof lookupDoors)[]),
  parameters: z
    .array(z.object({ name: z.string(), value: z.string().nullish().catch(undefined) }))
    .max(5)
    .catch([]),
  queryOptions: z
    .object({
      skip: z.int().min(0).max(maxSkip).catch(0),
      count: z.int().min(1).max(maxCount).catch(maxCount),
    })
    .catch({ skip: 0, count: maxCount }),
});
const chosen = z.object({ person: z.string().regex(/^[0-9a-f]{32}$/u) });

const names = invokes.filter((name) => name.startsWith('composeExtension/'));

/** Whether an invoke is for the message extension. */
export function isLookup(invoke: string | undefined): boolean {
  return invoke !== undefined && names.includes(invoke);
}

/** @returns undefined for a request that this message extension has no command for */
export function lookupRequest(name: string | undefined, value: unknown): LookupRequest | undefined {
  if (name === 'composeExtension/selectItem') {
    const { data } = chosen.safeParse(value);
    return data && { type: 'select', ...data };
  }
  const { data } = query.safeParse(value);
  if (data === undefined) return undefined;
  const typed =
    data.parameters.find(({ name, value }) => name !== 'initialRun' && value)?.value?.trim() ?? '';
  if (typed === '') return { type: 'start' };
  return { type: 'find', text: typed.slice(0, 200), ...data.queryOptions };
}
