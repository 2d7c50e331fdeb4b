import type { Format, PluralForms } from '../format.ts';

/** A noun in the forms that go with a number. Those for one and two say the number themselves. */
interface CountedNoun {
  readonly one: string;
  readonly two: string;
  /** two of it after a preposition or a verbal noun: "في صفين", "حذف صفين" */
  readonly twoGoverned: string;
  readonly few: string;
  readonly many: string;
  readonly other: string;
}

/** `governed`: after a preposition or a verbal noun, as its second part */
type Place = 'free' | 'governed';

/** "3 أشخاص": a number with its noun. */
export type Counting = (count: number, noun: CountedNoun, place?: Place) => string;

export function counting(format: Format): Counting {
  return (count, { two, twoGoverned, ...forms }, place = 'free') => {
    const word = format.plural(count, { ...forms, two: place === 'free' ? two : twoGoverned });
    return count === 1 || count === 2 ? word : `${format.number(count)} ${word}`;
  };
}

export const nouns = {
  person: {
    one: 'شخص واحد',
    two: 'شخصان',
    twoGoverned: 'شخصين',
    few: 'أشخاص',
    many: 'شخصًا',
    other: 'شخص',
  },
  row: {
    one: 'صف واحد',
    two: 'صفان',
    twoGoverned: 'صفين',
    few: 'صفوف',
    many: 'صفًا',
    other: 'صف',
  },
  column: {
    one: 'عمود واحد',
    two: 'عمودان',
    twoGoverned: 'عمودين',
    few: 'أعمدة',
    many: 'عمودًا',
    other: 'عمود',
  },
  record: {
    one: 'سجل واحد',
    two: 'سجلان',
    twoGoverned: 'سجلين',
    few: 'سجلات',
    many: 'سجلًا',
    other: 'سجل',
  },
  field: {
    one: 'حقل واحد',
    two: 'حقلان',
    twoGoverned: 'حقلين',
    few: 'حقول',
    many: 'حقلًا',
    other: 'حقل',
  },
  file: {
    one: 'ملف واحد',
    two: 'ملفان',
    twoGoverned: 'ملفين',
    few: 'ملفات',
    many: 'ملفًا',
    other: 'ملف',
  },
  schedule: {
    one: 'جدول زمني واحد',
    two: 'جدولان زمنيان',
    twoGoverned: 'جدولين زمنيين',
    few: 'جداول زمنية',
    many: 'جدولًا زمنيًا',
    other: 'جدول زمني',
  },
  attribute: {
    one: 'سمة واحدة',
    two: 'سمتان',
    twoGoverned: 'سمتين',
    few: 'سمات',
    many: 'سمة',
    other: 'سمة',
  },
  group: {
    one: 'مجموعة واحدة',
    two: 'مجموعتان',
    twoGoverned: 'مجموعتين',
    few: 'مجموعات',
    many: 'مجموعة',
    other: 'مجموعة',
  },
  try: {
    one: 'محاولة واحدة',
    two: 'محاولتان',
    twoGoverned: 'محاولتين',
    few: 'محاولات',
    many: 'محاولة',
    other: 'محاولة',
  },
  character: {
    one: 'حرف واحد',
    two: 'حرفان',
    twoGoverned: 'حرفين',
    few: 'أحرف',
    many: 'حرفًا',
    other: 'حرف',
  },
  minute: {
    one: 'دقيقة واحدة',
    two: 'دقيقتان',
    twoGoverned: 'دقيقتين',
    few: 'دقائق',
    many: 'دقيقة',
    other: 'دقيقة',
  },
  day: {
    one: 'يوم واحد',
    two: 'يومان',
    twoGoverned: 'يومين',
    few: 'أيام',
    many: 'يومًا',
    other: 'يوم',
  },
} as const satisfies Readonly<Record<string, CountedNoun>>;

/** What those have who come back after they were deleted. */
export const formerRecords = {
  one: 'سجله السابق',
  two: 'سجليهما السابقين',
  other: 'سجلاتهم السابقة',
} as const satisfies PluralForms;

/** What is left over after those that are named: "3 أشخاص آخرين". */
export const further = {
  person: {
    one: 'شخص آخر',
    two: 'شخصان آخران',
    twoGoverned: 'شخصين آخرين',
    few: 'أشخاص آخرين',
    many: 'شخصًا آخر',
    other: 'شخص آخر',
  },
  change: {
    one: 'تغيير آخر',
    two: 'تغييران آخران',
    twoGoverned: 'تغييرين آخرين',
    few: 'تغييرات أخرى',
    many: 'تغييرًا آخر',
    other: 'تغيير آخر',
  },
  column: {
    one: 'عمود آخر',
    two: 'عمودان آخران',
    twoGoverned: 'عمودين آخرين',
    few: 'أعمدة أخرى',
    many: 'عمودًا آخر',
    other: 'عمود آخر',
  },
  record: {
    one: 'سجل آخر',
    two: 'سجلان آخران',
    twoGoverned: 'سجلين آخرين',
    few: 'سجلات أخرى',
    many: 'سجلًا آخر',
    other: 'سجل آخر',
  },
  schedule: {
    one: 'جدول زمني آخر',
    two: 'جدولان زمنيان آخران',
    twoGoverned: 'جدولين زمنيين آخرين',
    few: 'جداول زمنية أخرى',
    many: 'جدولًا زمنيًا آخر',
    other: 'جدول زمني آخر',
  },
  attribute: {
    one: 'سمة أخرى',
    two: 'سمتان أخريان',
    twoGoverned: 'سمتين أخريين',
    few: 'سمات أخرى',
    many: 'سمة أخرى',
    other: 'سمة أخرى',
  },
  group: {
    one: 'مجموعة أخرى',
    two: 'مجموعتان أخريان',
    twoGoverned: 'مجموعتين أخريين',
    few: 'مجموعات أخرى',
    many: 'مجموعة أخرى',
    other: 'مجموعة أخرى',
  },
} as const satisfies Readonly<Record<string, CountedNoun>>;
