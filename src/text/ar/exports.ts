import type {
  ExportChanges,
  ExportCounts,
  ExportFormat,
  ExportNetwork,
  ExportRequest,
} from '../../domain/operations/export-facts.ts';
import { exportFileName } from '../export-file-name.ts';
import type { Format } from '../format.ts';
import { counting, further, nouns } from './counting.ts';
import { isolate } from './inside.ts';
import { networkInSentence, networkNames } from './networks.ts';

const networkTitles: Readonly<Record<ExportNetwork, string>> = {
  All: 'كل الأشخاص',
  ...networkInSentence,
};

const formatNames: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel' };

/** Sentences about exports: asking for one, what came of it, and those that come again and again. */
export function exportWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
) {
  const number = (value: number) => format.number(value);
  const counted = counting(format);
  /** after a preposition or a verbal noun */
  const ofPeople = (count: number) => counted(count, nouns.person, 'governed');
  const dayOrTime = (changes: ExportChanges, since?: string) => {
    if (changes.kind === 'since-date') return format.day(changes.day);
    return since === undefined ? undefined : format.dateTime(since);
  };

  return {
    exports: {
      title: 'تصدير الأشخاص',
      intro: 'احصل على الدليل أو جزء منه كملف. سأكتب لك هنا عندما يصبح جاهزًا.',
      network: 'أي أشخاص؟',
      networkChoices: { All: 'الكل', ...networkNames } satisfies Record<ExportNetwork, string>,
      columns: 'الأعمدة',
      columnsChosen: (chosen: number, all: number) =>
        chosen >= all
          ? 'كل الأعمدة'
          : `${number(chosen)} من أصل ${counted(all, nouns.column, 'governed')}`,
      columnsHint:
        'رقم الهاتف والشبكة موجودان في كل ملف. وإذا لم تحدد أي عمود، يتم تصدير كل الأعمدة.',
      changes: 'الجميع، أم من تغيّرت بياناتهم فقط؟',
      changesChoices: {
        all: 'الجميع',
        'since-date': 'ما تغيّر منذ يوم معيّن فقط',
        'since-last': 'ما تغيّر منذ آخر تصدير لي فقط',
      } satisfies Record<ExportChanges['kind'], string>,
      changesHint: 'يوضح مثل هذا الملف ما حدث لكل شخص: إضافة أو تغيير أو نقل أو حذف.',
      since: 'منذ أي يوم (لخيار «منذ يوم معيّن»)',
      lastExports: (
        exports: readonly { readonly network: ExportNetwork; readonly at: string }[],
      ) =>
        exports.length === 0
          ? 'ليس لديك تصدير سابق: خيار «منذ آخر تصدير لي» يشمل الجميع في المرة الأولى.'
          : `آخر عمليات التصدير لديك: ${format.list(
              exports.map(
                ({ network, at }) => `${networkTitles[network]} في ${format.dateTime(at)}`,
              ),
            )}.`,
      format: 'التنسيق',
      formatChoices: {
        csv: 'ملف CSV يمكن استيراده مرة أخرى',
        xlsx: 'مصنف Excel',
      } satisfies Record<ExportFormat, string>,
      sinceMissing: 'اختر اليوم الذي تبدأ منه التغييرات.',
      sinceLongAgo: 'اختر يومًا من هذا القرن، أو اختر الجميع.',
      sinceInFuture: 'اختر يومًا ليس في المستقبل.',

      fileName: exportFileName,

      titleFor: (network: ExportNetwork = 'All') => `تصدير – ${networkTitles[network]}`,
      subtitle: (fileName: string, network: ExportNetwork = 'All', scheduled = false) =>
        [isolate(fileName), networkTitles[network], ...(scheduled ? ['تصدير مجدول'] : [])].join(
          ' · ',
        ),
      facts: { people: 'الأشخاص', columns: 'الأعمدة', format: 'التنسيق', asked: 'وقت الطلب' },
      byScheduleOf: (name: string) =>
        name.trim() === '' ? 'تلقائيًا حسب الجدول' : `${isolate(name)}، حسب الجدول`,
      bySchedule: 'تصدير مجدول',
      formatName: (kind: ExportFormat): string => formatNames[kind],
      columnsFact: (columns: ExportRequest['columns']) => {
        if (columns === 'all') return 'الكل';
        return columns.length === 0
          ? 'رقم الهاتف والشبكة'
          : `${counted(columns.length, nouns.column)} بالإضافة إلى رقم الهاتف والشبكة`;
      },
      /** @param counts of an export that has ended: what came of it */
      peopleFact: (changes: ExportChanges, counts?: ExportCounts) => {
        if (changes.kind === 'all') return 'الجميع';
        if (changes.kind === 'since-last' && counts !== undefined && counts.since === undefined) {
          return 'الجميع، لعدم وجود تصدير سابق';
        }
        return `من تغيّرت بياناتهم منذ ${dayOrTime(changes, counts?.since) ?? 'آخر تصدير'}`;
      },
      progress: (done: number, total: number | undefined) =>
        total === undefined || total <= 0
          ? `${people(done)} حتى الآن`
          : `${number(done)} من أصل ${ofPeople(total)} تقريبًا`,

      /** "3 people", or how many were added, changed, moved and deleted since when */
      line: (changes: ExportChanges, counts: ExportCounts, unreadable: number) => {
        const since = dayOrTime(changes, counts.since);
        const when = counts.since === undefined || since === undefined ? '' : ` (منذ ${since})`;
        const failed = unreadable > 0 ? `؛ تعذرت قراءة ${ofPeople(unreadable)}` : '';
        if (counts.since === undefined) return `${people(counts.people)}${failed}`;
        if (counts.people === 0) return `لم يتغير أحد${when}${failed}`;
        return (
          `مضاف: ${number(counts.added)}، متغيّر: ${number(counts.changed)}، ` +
          `منقول: ${number(counts.moved)}، محذوف: ${number(counts.deleted)}${when}${failed}`
        );
      },
      unreadable: (count: number) => `تعذرت قراءة ${ofPeople(count)}`,
      unreadableHint:
        'يسرد سجل الأخطاء السجلات المعنية. وهي لا تزال موجودة، ويمكن للقائمين على تشغيل Rollcall فحصها.',
      completed: (changes: ExportChanges, counts: ExportCounts) => {
        const since = dayOrTime(changes, counts.since);
        if (counts.since !== undefined && since !== undefined) {
          return counts.people === 0
            ? `لم تتم إضافة أحد أو تغيير بياناته أو نقله أو حذفه منذ ${since}.`
            : `في الملف ${people(counts.people)} ممن أُضيفوا أو تغيّرت بياناتهم أو نُقلوا أو حُذفوا منذ ${since}.`;
        }
        if (changes.kind !== 'all') {
          return `لا يوجد تصدير سابق للمقارنة، لذلك يضم الملف الجميع: ${people(counts.people)}.`;
        }
        return counts.people === 0 ? 'لا أحد في الملف.' : `في الملف ${people(counts.people)}.`;
      },
      countTitles: {
        added: 'مضاف',
        changed: 'متغيّر',
        moved: 'منقول',
        deleted: 'محذوف',
      } satisfies Record<Exclude<keyof ExportCounts, 'people' | 'since'>, string>,
      cancelled: 'تم الإلغاء، ولم يتم إنشاء أي ملف.',

      errorLog: {
        columns: ['السجل', 'السبب'],
        damaged:
          'تتعذر قراءة هذا السجل، لذلك لا يظهر الشخص في الملف. تُرك السجل كما هو، ويمكن للقائمين على تشغيل Rollcall فحصه.',
        more: (more: number) => `وبالإضافة إلى ما ذُكر هنا ${counted(more, further.record)}`,
      },

      schedule: {
        intro:
          'يصدّر تلقائيًا ما تم اختياره أعلاه: الجميع، أو ما تغيّر منذ آخر تشغيل له. وتصلك رسالة في كل مرة.',
        every: 'كم مرة؟',
        everyChoices: { day: 'كل يوم', week: 'كل أسبوع', month: 'كل شهر' },
        weekday: 'يوم الأسبوع (لخيار «كل أسبوع»)',
        day: 'يوم الشهر (لخيار «كل شهر»)',
        hour: (timeZone: string) => `الوقت (${isolate(timeZone)})`,
      },
      scheduleNeedsOther:
        'يصدّر الجدول الزمني الجميع أو ما تغيّر منذ آخر تشغيل له. اختر أحد هذين الخيارين.',
      scheduleSaved: 'تم حفظ الجدول الزمني.',
      tooManySchedules: (most: number) =>
        `الحد الأقصى للمؤسسة هو ${counted(most, nouns.schedule)}. أزل أحدها أولًا.`,
      settingsSaved: 'تم الحفظ.',
    },

    schedules: {
      title: 'جداول التصدير',
      intro: 'يُجري كل جدول التصدير تلقائيًا، ويصل ملفه إلى من أنشأه.',
      empty: 'لا توجد عمليات تصدير مجدولة بعد.',
      emptyHow: 'اكتب «export»، واختر ما تريد تصديره، ثم اضغط على «جدولة…».',
      what: ({ network, changes, columns, format: kind }: ExportRequest) =>
        [
          changes.kind === 'all' ? networkTitles[network] : changesIn[network],
          formatNames[kind],
          ...(columns === 'all' ? [] : [counted(columns.length + alwaysThere, nouns.column)]),
        ].join(' · '),
      rhythm: ({
        every,
        hour,
        weekday = 1,
        day = 1,
        timeZone,
      }: {
        readonly every: 'day' | 'week' | 'month';
        readonly hour: number;
        readonly weekday?: number;
        readonly day?: number;
        readonly timeZone: string;
      }) => {
        const time = `الساعة ${format.clock(hour)} (${isolate(timeZone)})`;
        if (every === 'day') return `كل يوم، ${time}`;
        if (every === 'week') return `كل أسبوع يوم ${format.weekday(weekday)}، ${time}`;
        // Not every month is that long.
        const orLast = day > 28 ? ' أو في آخر أيامه' : '';
        return `في اليوم ${number(day)} من كل شهر${orLast}، ${time}`;
      },
      by: (name: string) => (name.trim() === '' ? '' : `بواسطة ${isolate(name)}`),
      next: (iso: string) => `الموعد التالي: ${format.dateTime(iso)}`,
      paused: (why: 'by-hand' | 'not-an-admin') =>
        why === 'by-hand' ? 'متوقف مؤقتًا' : 'متوقف مؤقتًا: لم يعد لمالكه الحق في التصدير',
      more: (more: number) => `و${counted(more, further.schedule)}`,
      removeTitle: 'هل تريد إزالة هذا الجدول الزمني؟',
      removeWhat: (what: string, rhythm: string) =>
        `${what}. ${rhythm}. تبقى الملفات التي أنشأها في سجل التصدير.`,
    },

    settings: {
      title: 'الإعدادات',
      intro: 'تسري هذه الإعدادات على كل من في مؤسستك.',
      delimiter: 'الفاصل في ملفات CSV',
      delimiterChoices: { ',': 'فاصلة', ';': 'فاصلة منقوطة' } satisfies Record<',' | ';', string>,
      delimiterHint:
        'يتطلب Excel في كثير من البلدان الأوروبية الفاصلة المنقوطة. ينطبق هذا على الملفات المصدَّرة، أما الاستيراد فيقبل الملفات بأي من الفاصلين.',
      signIn: 'من يسجّل الدخول يُضاف إلى الدليل',
      signInHint:
        'يُضاف الزملاء الذين يكتبون لي أو يثبّتون هذا التطبيق إلى شبكة الموظفين، بالاسم وعنوان البريد الإلكتروني المسجلين في Teams. ولا يشمل ذلك الضيوف.',
    },
  };
}

/** Phone number and network. */
const alwaysThere = 2;

const changesIn: Readonly<Record<ExportNetwork, string>> = {
  All: 'تغييرات كل الأشخاص',
  Employee: `التغييرات في ${networkInSentence.Employee}`,
  Others: `التغييرات في ${networkInSentence.Others}`,
};
