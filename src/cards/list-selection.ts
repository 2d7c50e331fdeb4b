/** The people whom the reader has ticked in a list, on any page. */
export interface ListSelection {
  readonly people: readonly string[];
  /** tells this selection from others; '' without anyone */
  readonly seen: string;
  /** why it isn't what the card showed: another card changed it, or it would be too large */
  readonly problem?: 'changed' | 'full';
}

/** The part of a button's data by which the selection is found again. */
export function seenIn({ seen }: ListSelection): { readonly seen?: string } {
  return seen === '' ? {} : { seen };
}
