/** What one card action can do to several people at once. */
export type BulkChange = 'moved' | 'deleted';
