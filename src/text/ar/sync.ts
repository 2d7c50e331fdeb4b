import type { Counts } from '../../domain/operations/operation.ts';
import type { FullSyncReason, SyncFacts } from '../../domain/operations/sync-facts.ts';
import type { Format } from '../format.ts';
import { counting, formerRecords, further, nouns } from './counting.ts';
import { arrow, isolate } from './inside.ts';
import { networkInSentence } from './networks.ts';

const maxGroups = 20;
const daysToRestore = 30;

/** Sentences about the sync with Microsoft Entra: what is decided about it, and what came of one. */
export function syncWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
) {
  const number = (value: number) => format.number(value);
  const counted = counting(format);
  /** after a preposition or a verbal noun */
  const ofPeople = (count: number) => counted(count, nouns.person, 'governed');
  const restorableFor = counted(daysToRestore, nouns.day, 'governed');

  return {
    syncLog: { columns: ['الاسم', 'معرّف Entra', 'السمة', 'السبب'] },
    sync: {
      title: 'المزامنة مع Microsoft Entra',
      intro: `تجلب أشخاص مؤسستك من Microsoft Entra. من لم يعد موجودًا هناك تتم إزالته هنا، ويمكن استعادته لمدة ${restorableFor}.`,
      notSetUp: 'لا تتم مزامنة أي شيء بعد. للبدء، اختر حقل Entra الذي تؤخذ منه قيمة كل سمة.',
      facts: {
        mapping: 'التعيين',
        users: 'الحسابات',
        schedule: 'الموعد',
        nextRun: 'المزامنة التالية',
        lookedAt: 'النطاق',
        merged: 'الدمج',
        started: 'وقت البدء',
      },
      mapped: (attribute: string, field: string) =>
        attribute === field ? isolate(attribute) : arrow(isolate(field), isolate(attribute)),
      /** @param more attributes that are mapped besides those that are named */
      mappedInShort: (named: readonly string[], more: number) =>
        more > 0 ? format.list([...named, counted(more, further.attribute)]) : named.join('، '),
      allUsers: 'كل أعضاء المؤسسة',
      groupUsers: (names: readonly string[], more: number) => {
        const groups = names.map(isolate);
        return `أعضاء ${format.list(more > 0 ? [...groups, counted(more, further.group, 'governed')] : groups)}`;
      },
      byHand: 'يدويًا: اضغط على «المزامنة الآن»',
      daily: (hour: number, timeZone: string) =>
        `كل يوم، الساعة ${format.clock(hour)} (${isolate(timeZone)})`,
      dailyBy: (name: string) => (name.trim() === '' ? '' : `اختار ذلك ${isolate(name)}`),
      paused:
        'متوقفة مؤقتًا: لم يعد لمن اختارها الحق في المزامنة. للمتابعة، اضغط على «تغيير التعيين» ثم «حفظ».',
      lastTitle: 'آخر مزامنة',
      noneYet: 'لم تتم أي مزامنة بعد.',
      saved: 'تم الحفظ.',
      savedFirst: 'تم إعداد المزامنة.',
      savedFirstHow:
        'اضغط على «المزامنة الآن»: في المرة الأولى يُعرض عليك ما سيتغير قبل كتابة أي شيء.',
      isReset: 'تبدأ المزامنة من جديد.',
      isResetHow: 'ستشمل المزامنة التالية الجميع وتعرض ما سيتغير قبل أن تكتب. لم تتم إزالة أحد.',

      resetTitle: 'هل تريد إعادة تعيين المزامنة؟',
      resetWhat:
        'لن تتم إزالة أحد، وسيبقى تعيين السمات كما هو. ستشمل المزامنة التالية الجميع من جديد وتسألك قبل أن تكتب.',

      mapping: {
        title: 'ما تتم مزامنته',
        intro:
          'اختر لكل سمة حقل Entra الذي تؤخذ منه قيمتها. ما لا تتم مزامنته يبقى كما يحدده المسؤولون.',
        notSynced: 'بلا مزامنة',
        placeholder: 'اكتب اسم حقل في Entra',
        phoneRequired: 'اختر الحقل الذي يحتوي على رقم الهاتف.',
        usersTitle: 'الحسابات التي تتم مزامنتها',
        users: 'المستخدمون',
        usersChoices: {
          all: 'كل أعضاء المؤسسة',
          groups: 'أعضاء هذه المجموعات فقط',
        },
        keptGroups: 'المجموعات المختارة',
        groups: 'إضافة مجموعات (لخيار «هذه المجموعات فقط»)',
        groupsHint: 'اكتب اسم مجموعة',
        groupsNote: 'يشمل ذلك أيضًا أعضاء المجموعات التي بداخلها. ولا تتم مزامنة الضيوف أبدًا.',
        scheduleTitle: 'موعد المزامنة',
        schedule: 'الموعد',
        scheduleChoices: {
          'by-hand': 'عندما يضغط أحد المسؤولين على «المزامنة الآن»',
          daily: 'كل يوم',
        },
        hour: (timeZone: string) => `الوقت (لخيار «كل يوم»؛ ${isolate(timeZone)})`,
        changed:
          'عند تغيير التعيين أو المستخدمين، تشمل المزامنة التالية الجميع بدلًا من الاقتصار على ما تغيّر.',
      },
      problems: {
        'phone-not-mapped': 'لا بد من مزامنة رقم الهاتف: اختر الحقل الذي يحتوي عليه.',
        'attribute-gone': 'أُزيلت إحدى السمات في هذه الأثناء. راجع البقية واحفظ مرة أخرى.',
        'no-group': 'اختر مجموعة واحدة على الأقل، أو كل الأعضاء.',
        'too-many-groups': `عدد المجموعات أكبر من المسموح به: الحد الأقصى ${counted(maxGroups, nouns.group)}.`,
      },

      entraFields: {
        mobilePhone: 'الهاتف المحمول',
        businessPhones: 'هاتف العمل (الأول)',
        givenName: 'الاسم الأول',
        surname: 'اسم العائلة',
        displayName: 'اسم العرض',
        mail: 'البريد الإلكتروني',
        userPrincipalName: 'اسم المستخدم الأساسي',
        jobTitle: 'المسمى الوظيفي',
        department: 'القسم',
        officeLocation: 'موقع المكتب',
        employeeId: 'الرقم الوظيفي',
        companyName: 'اسم الشركة',
        city: 'المدينة',
        state: 'الولاية أو المقاطعة',
        country: 'البلد أو المنطقة',
        postalCode: 'الرمز البريدي',
        streetAddress: 'عنوان الشارع',
        usageLocation: 'موقع الاستخدام',
        preferredLanguage: 'اللغة المفضلة',
      },

      preview: {
        title: 'تحقق قبل أن تكتب المزامنة',
        subtitle: arrow('Microsoft Entra', networkInSentence.Employee),
        nothingChanges: 'الدليل مطابق تمامًا لما في Entra. بدء المزامنة لن يغيّر شيئًا.',
        noneUsable: 'لا يمكن جلب أي شخص من Entra بهذا التعيين.',
        problemsTitle: (shown: number, all: number) =>
          shown < all ? `يتعذر جلبهم: أول ${number(shown)} من أصل ${number(all)}` : 'يتعذر جلبهم',
        removedTitle: (shown: number, all: number) =>
          shown < all ? `ستتم إزالتهم: ${number(shown)} من أصل ${ofPeople(all)}` : 'ستتم إزالتهم',
        removedHint: `من تتم إزالته يمكن استعادته لمدة ${restorableFor}.`,
        broughtBack: (count: number) =>
          `سبقت إزالة ${ofPeople(count)} من بين المضافين، وستتم استعادة ${format.plural(count, formerRecords)}.`,
      },

      subtitle: (label: string, scheduled: boolean) =>
        scheduled ? `${isolate(label)} · مزامنة يومية` : isolate(label),
      scheduled: 'مزامنة يومية',
      byScheduleOf: (name: string) =>
        name.trim() === '' ? 'تلقائيًا حسب الموعد اليومي' : `${isolate(name)}، حسب الموعد اليومي`,
      line: (counts: Counts, { removed }: Pick<SyncFacts, 'removed'>) =>
        `مضاف: ${number(counts.added)}، محدّث: ${number(counts.updated)}، ` +
        `دون تغيير: ${number(counts.unchanged)}، مُزال: ${number(removed)}، ` +
        `مرفوض: ${number(counts.rejected)}`,
      countTitles: {
        added: 'مضاف',
        updated: 'محدّث',
        unchanged: 'دون تغيير',
        removed: 'مُزال',
        restored: 'مستعاد',
        rejected: 'مرفوض',
      },
      rejected: (count: number) => `تم رفض ${ofPeople(count)}`,
      progress: (done: number, total: number | undefined) =>
        total === undefined || total <= 0
          ? `${people(done)} حتى الآن`
          : `${number(done)} من أصل ${ofPeople(total)}`,
      reading: 'تتم القراءة من Microsoft Entra…',
      waitsForYou: 'بانتظار أن تبدأ أو تلغي',
      completed: (written: number) =>
        written > 0
          ? `تمت إضافة أو تحديث أو إزالة ${ofPeople(written)}.`
          : 'كان الدليل مطابقًا تمامًا لما في Entra.',
      cancelledBefore: 'تم الإلغاء قبل كتابة أي شيء في الدليل.',
      cancelledMidway: (written: number) =>
        written === 0
          ? 'تم الإلغاء قبل كتابة أي شيء في الدليل.'
          : `قبل التوقف تمت إضافة أو تحديث أو إزالة ${ofPeople(written)}، ويبقى ذلك كما هو. ستتابع المزامنة التالية البقية.`,
      lookedAt: (full: FullSyncReason | undefined): string =>
        full === undefined ? 'ما تغيّر منذ آخر مزامنة' : fullBecause[full],
      mergedFact: (count: number) => `${counted(count, nouns.record)} لأشخاص كانوا مكررين`,
      logHint:
        'يسرد سجل الأخطاء الأشخاص الذين تعذر جلبهم، أو الحقول التي تعذر جلبها لهم، مع السبب. صحّحها في Entra، وستجلبها المزامنة التالية.',
    },
  };
}

const fullBecause: Readonly<Record<FullSyncReason, string>> = {
  first: 'الجميع: هذه أول مزامنة',
  reset: 'الجميع: أُعيد تعيين المزامنة',
  expired: 'الجميع: مضى على آخر مزامنة وقت أطول من أن يحدد Entra ما تغيّر',
  settings: 'الجميع: تم تغيير التعيين أو المستخدمين',
};
