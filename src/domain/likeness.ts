/** Why two records look like one person; the strongest reasons first. */
export const likenessReasons = [
  'same-email',
  'same-employee-id',
  'same-name-and-date',
  'phone-country-code',
  'phone-one-digit',
  'same-name-and-department',
] as const;
export type LikenessReason = (typeof likenessReasons)[number];

/** Evidence against it. */
export type LikenessDoubt = 'other-name' | 'other-employee-id';

export type LikenessLevel = 'very-likely' | 'likely' | 'possible';

export interface Likeness {
  readonly reasons: readonly LikenessReason[];
  readonly doubts: readonly LikenessDoubt[];
  readonly level: LikenessLevel;
}
