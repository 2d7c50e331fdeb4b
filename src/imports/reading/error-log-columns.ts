/**
 * The columns that the error log has before the columns as sent. When a corrected error log is sent back they
 * are left out silently: they are ours. `errorLogColumns` is their order.
 */
export const errorLogColumns = ['Line', 'Reason'] as const;
