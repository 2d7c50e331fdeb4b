/** The changes that one card action can make to several people at once. */
export type BulkChange = 'moved' | 'deleted' | 'restored';
