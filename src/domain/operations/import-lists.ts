import type { Operation } from './operation.ts';

/**
 * The lists of an import's people that have someone in them. Restored people are counted as added, and are listed with
 * what changed. How many they are isn't known of imports of older versions.
 */
export function peopleLists({
  counts: { added, updated },
  preview,
}: Pick<Operation, 'counts' | 'preview'>): readonly ('added' | 'updated')[] {
  const restored = preview?.broughtBack;
  return [
    ...(added > (restored ?? 0) ? (['added'] as const) : []),
    ...(updated + Math.min(added, restored ?? added) > 0 ? (['updated'] as const) : []),
  ];
}
