import type { Counts } from '../../domain/operations/operation.ts';
import type { UndoFacts } from '../../domain/operations/undo-facts.ts';
import type { Format } from '../format.ts';
import { counting, nouns } from './counting.ts';
import { isolate } from './inside.ts';

/** What an undo came to, as a card shows it. */
interface UndoCounts extends Counts {
  /** people who are deleted again */
  readonly removed: number;
}

/** What is said of undoing an import. */
export function undoWords(format: Format, { people }: { people: (count: number) => string }) {
  const number = (value: number) => format.number(value);
  const counted = counting(format);
  /** after a preposition or a verbal noun */
  const ofPeople = (count: number) => counted(count, nouns.person, 'governed');
  const stay = (counts: UndoCounts) =>
    counts.rejected === 0
      ? ''
      : ` تُركت بيانات ${ofPeople(counts.rejected)} كما هي لأنها تغيّرت لاحقًا: يضم السجل كلتا القيمتين.`;
  const done = (counts: UndoCounts) =>
    format.list([
      ...(counts.removed > 0 ? [`تم حذف ${ofPeople(counts.removed)} مجددًا`] : []),
      ...(counts.updated > 0
        ? [`تمت إعادة بيانات ${ofPeople(counts.updated)} إلى ما كانت عليه`]
        : []),
      ...(counts.added > 0 ? [`تم استرجاع ${ofPeople(counts.added)}`] : []),
    ]);
  return {
    undo: {
      title: ({ again }: Pick<UndoFacts, 'again'>) =>
        again ? 'التراجع عن التراجع' : 'التراجع عن استيراد',
      historyName: ({ again }: Pick<UndoFacts, 'again'>, file: string) =>
        again ? `التراجع عن التراجع: ${isolate(file)}` : `التراجع: ${isolate(file)}`,
      undoing: 'تتم إعادة بيانات الأشخاص إلى ما كانت عليه…',
      completed: (counts: UndoCounts) => {
        const what = done(counts);
        if (what !== '') return `${what}.${stay(counts)}`;
        if (counts.rejected > 0) return `لم تتغير بيانات أحد.${stay(counts)}`;
        return 'لم يلزم تغيير بيانات أحد: الجميع كما كانوا من قبل.';
      },
      cancelled: (counts: UndoCounts, all: number) => {
        const what = done(counts);
        const before = what === '' ? 'لم تتغير بيانات أحد قبل التوقف.' : `قبل التوقف ${what}.`;
        const left = Math.max(
          0,
          all - counts.added - counts.updated - counts.unchanged - counts.removed,
        );
        return left === 0
          ? before
          : `${before} لم تتم إعادة بيانات ${ofPeople(left)} إلى ما كانت عليه.`;
      },
      progress: (now: number, all: number) => `${number(now)} من أصل ${ofPeople(all)}`,
      line: (counts: UndoCounts) =>
        `محذوف مجددًا: ${number(counts.removed)}، مُعاد: ${number(counts.updated + counts.added)}، ` +
        `متروك كما هو: ${number(counts.rejected)}`,
      countTitles: {
        removed: 'محذوف مجددًا',
        updated: 'مُعاد',
        back: 'مسترجَع',
        left: 'كما هو',
      },
      left: (count: number) => `${people(count)} دون تغيير`,
      leftHint:
        'يسرد السجل كل من تغيّرت بياناته لاحقًا، مع القيمة قبل الاستيراد والقيمة الحالية. إذا كانت القيمة السابقة هي الصحيحة، فحرّر بيانات الشخص.',
      facts: { imported: 'استيراد في', undone: 'تم التراجع' },
      underWay: 'جارٍ الآن',
      byUndo: (file?: string) =>
        file === undefined
          ? 'عن طريق التراجع عن استيراد'
          : `عن طريق التراجع عن استيراد ${isolate(file)}`,
      log: {
        columns: [
          'الاسم',
          'رقم الهاتف',
          'السمة',
          'قبل الاستيراد',
          'بعد الاستيراد',
          'الآن',
          'السبب',
        ],
        changedSince: (by: string, iso: string) =>
          by.trim() === ''
            ? `تغيّر لاحقًا، وآخر مرة في ${format.date(iso)}.`
            : `تغيّر لاحقًا، وآخر مرة بواسطة ${isolate(by)} في ${format.date(iso)}.`,
        noValues: 'لم تعد القيم السابقة موجودة في السجل.',
      },
    },
  };
}
