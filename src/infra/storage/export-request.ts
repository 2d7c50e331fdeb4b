import { z } from 'zod';
import { builtInAttributes, isOwnKey, type AttributeKey } from '../../domain/attributes.ts';
import { networks } from '../../domain/network.ts';
import { exportFormats } from '../../domain/operations/export-facts.ts';

export const exportNetworks = [...networks, 'All'] as const;

const attributeKey = z.custom<AttributeKey>(
  (key) =>
    typeof key === 'string' &&
    ((builtInAttributes as readonly string[]).includes(key) || isOwnKey(key)),
);

/** An export's request as stored in a row. */
export const exportRequest = z.object({
  network: z.enum(exportNetworks),
  columns: z.union([z.literal('all'), z.array(attributeKey)]),
  changes: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('since-date'), day: z.iso.date(), from: z.iso.datetime() }),
    z.object({ kind: z.literal('since-last') }),
  ]),
  format: z.enum(exportFormats),
});
