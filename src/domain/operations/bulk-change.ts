/** What one card action can do to several people at once. */
export const bulkChanges = ['moved', 'deleted'] as const;
export type BulkChange = (typeof bulkChanges)[number];
