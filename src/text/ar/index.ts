import { isOwnKey } from '../../domain/attributes.ts';
import type {
  AttributeDefinition,
  AttributeKey,
  BuiltInAttribute,
} from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { PersonFact } from '../../domain/person.ts';
import type { AppError } from '../../errors.ts';
import { statusWord } from '../../domain/operations/operation.ts';
import type {
  Counts,
  OperationKind,
  OperationState,
  StatusWord,
} from '../../domain/operations/operation.ts';
import type { UndoFacts } from '../../domain/operations/undo-facts.ts';
import { wholePercent } from '../en.ts';
import type { Text } from '../en.ts';
import { doctorWords } from '../en-doctor.ts';
import type { RowProblemLike } from '../row-reason.ts';
import type { Format } from '../format.ts';
import { auditFile } from './audit.ts';
import { counting, formerRecords, further, nouns } from './counting.ts';
import { directoryWords } from './directory.ts';
import { errorSentences } from './errors.ts';
import { exportWords } from './exports.ts';
import { groupWords } from './groups.ts';
import { arrow, isolate, quoted } from './inside.ts';
import { networkInSentence, networkNames } from './networks.ts';
import { organizationWords } from './organization.ts';
import { rowReason } from './reasons.ts';
import { syncWords } from './sync.ts';
import { undoWords } from './undo.ts';

/** Every user-facing sentence, in Modern Standard Arabic, with the reader's numbers and dates. */
export function ar(format: Format): Text {
  const number = (value: number) => format.number(value);
  const counted = counting(format);
  const people = (n: number) => counted(n, nouns.person);
  /** after a preposition or a verbal noun */
  const ofPeople = (n: number) => counted(n, nouns.person, 'governed');
  const ofRows = (n: number) => counted(n, nouns.row, 'governed');

  return {
    language: 'ar',
    format,
    count: {
      rows: (n: number) => counted(n, nouns.row),
      people,
      rowsRejected: (n: number) => `تم رفض ${ofRows(n)}`,
      line: (counts: Counts) =>
        `مضاف: ${number(counts.added)}، محدّث: ${number(counts.updated)}، ` +
        `دون تغيير: ${number(counts.unchanged)}، مرفوض: ${number(counts.rejected)}`,
    },
    ...directoryWords(format, { people }),
    ...organizationWords(format),
    ...groupWords(format, { people }),
    ...exportWords(format, { people }),
    ...syncWords(format, { people }),
    ...undoWords(format, { people }),
    // For engineers, who read it in English.
    ...doctorWords(format),
    network: (network: Network): string => networkNames[network],
    attribute: attributeName,
    attributeNames: attributes,
    auditFile,
    status: (state: OperationState): string => statusNames[statusWord(state)],
    error: (error: Pick<AppError, 'code' | 'details'>): string =>
      errorSentences(format)[error.code](error.details),
    rowReason: (problem: RowProblemLike): string => rowReason(problem, format),

    buttons: {
      continue: 'متابعة',
      cancel: 'إلغاء',
      import: 'استيراد',
      refresh: 'تحديث',
      directory: 'الدليل',
      next: 'التالي',
      previous: 'السابق',
      download: 'تنزيل',
      downloadTemplate: 'تنزيل القالب',
      downloadErrorLog: 'تنزيل سجل الأخطاء',
      viewDirectory: 'عرض الدليل',
      view: 'عرض',
      open: 'فتح',
      filterBy: 'تصفية حسب…',
      filter: 'تصفية',
      showAll: 'عرض الكل',
      select: 'تحديد…',
      moveTo: {
        Employee: 'نقل إلى الموظفين',
        Others: 'نقل إلى الآخرين',
      },
      edit: 'تحرير',
      delete: 'حذف',
      keep: 'إبقاء',
      restore: 'استعادة',
      history: 'سجل التغييرات',
      back: 'رجوع',
      showImport: 'عرض الاستيراد',
      addUser: 'إضافة مستخدم',
      addPerson: 'إضافة شخص',
      save: 'حفظ',
      saveMine: 'حفظ تغييراتي على أي حال',
      keepTheirs: 'الإبقاء على تغييراتهم',
      addAdmin: 'إضافة مسؤول',
      add: 'إضافة',
      remove: 'إزالة',
      addAttribute: 'إضافة سمة',
      exportAudit: 'تصدير سجل التدقيق',
      createRequest: 'إنشاء طلب',
      chooseColumns: 'اختيار الأعمدة…',
      schedule: 'جدولة…',
      saveSchedule: 'حفظ الجدول الزمني',
      schedules: 'جداول التصدير',
      pause: 'إيقاف مؤقت',
      resume: 'استئناف',
      syncNow: 'المزامنة الآن',
      startSync: 'بدء المزامنة',
      resetSync: 'إعادة تعيين المزامنة',
      changeMapping: 'تغيير التعيين',
      undoImport: 'التراجع عن الاستيراد',
      undoUndo: 'التراجع عن التراجع',
    },

    commands: {
      import: 'استيراد الأشخاص',
      template: 'تنزيل القالب',
      'import history': 'سجل الاستيراد',
      export: 'تصدير الأشخاص',
      'export history': 'سجل التصدير',
      schedules: 'جداول التصدير',
      directory: 'الدليل',
      find: 'البحث عن شخص',
      'add user': 'إضافة مستخدم',
      group: 'المجموعات',
      'group add': 'الإضافة إلى مجموعة',
      admins: 'المسؤولون',
      attributes: 'السمات',
      audit: 'سجل التدقيق',
      sync: 'مزامنة Entra',
      'sync history': 'سجل المزامنة',
      settings: 'الإعدادات',
      help: 'المساعدة',
      cancel: 'إلغاء',
    },

    home: {
      title: 'Rollcall',
      greeting: (name?: string) =>
        name === undefined || name.trim() === ''
          ? 'مرحبًا! أدير دليل الأشخاص في مؤسستك.'
          : `مرحبًا ${isolate(name)}! أدير دليل الأشخاص في مؤسستك.`,
      whatToDo: 'أرسل لي ملف CSV بالأشخاص في أي وقت، أو اختر:',
      nothingAllowed:
        'المسؤولون وحدهم يمكنهم العمل على الدليل. اطلب من أحد مسؤولي المستأجر في مؤسستك تعيينك مسؤولًا.',
      notUnderstood: (said: string) =>
        said.trim() === ''
          ? 'لم أفهم ذلك. إليك ما يمكنني القيام به:'
          : `لم أفهم ${quoted(said)}. إليك ما يمكنني القيام به:`,
      groups: {
        import: 'الاستيراد',
        export: 'التصدير',
        directory: 'الدليل',
        organization: 'المؤسسة',
        entra: 'Microsoft Entra',
        other: 'المزيد',
      },
    },

    import: {
      title: 'استيراد الأشخاص',
      intro:
        'أضف أشخاصًا كثيرين أو حدّث بياناتهم بملف CSV واحد. سيُعرض عليك ما سيتغير قبل كتابة أي شيء.',
      chooseNetwork: 'إلى أي شبكة ينتمي الأشخاص؟',
      networkLabel: 'الشبكة',
      networkChoices: { ...networkNames },
      networkMissing: 'اختر الموظفين أو الآخرين أولًا.',
      orCancel: 'أو اكتب «cancel».',
      ofFile: (fileName: string, sentence: string) => `${isolate(fileName)}: ${sentence}`,
      beingReceived: (fileName: string) =>
        `أستلم الملف ${isolate(fileName)} بالفعل. إذا لم تظهر بطاقة له خلال دقيقة، فأرسله مرة أخرى.`,
      personalChatOnly:
        'لنقم بذلك في دردشتنا الشخصية التي لا يراها غيرك: افتح دردشة معي واكتبه هناك.',
      sendFile: 'أرسل ملف CSV هنا.',
      sendFileFor: (network: Network) => `أرسل هنا ملف CSV لأشخاص ${networkInSentence[network]}.`,
      sendFileHow: 'استخدم مشبك الورق أسفل مربع الرسالة، أو أفلت الملف في هذه الدردشة.',
      needsPhone: 'يجب أن يكون لكل شخص رقم هاتف، ويمكن ترك أي عمود آخر.',
      fileReceived: (fileName: string) => `استلمت ملفك ${isolate(fileName)}.`,
      fileKept: 'تم تخزين الملف. اختر الشبكة للمتابعة.',
    },

    template: {
      title: 'قالب CSV',
      intro: 'املأ صفًا واحدًا لكل شخص وأرسل الملف إلى هنا. رقم الهاتف وحده إلزامي.',
      saveAs: 'في Excel، احفظه بصيغة «CSV UTF-8».',
    },

    operation: {
      titleFor: (network?: Network) =>
        network === undefined ? 'استيراد' : `استيراد – ${networkInSentence[network]}`,
      checking: 'يتم فحص الملف…',
      nothingWrittenYet: 'لم تتم كتابة أي شيء في الدليل بعد.',
      queued: 'بانتظار دوره. سيبدأ تلقائيًا.',
      applying: 'تتم الكتابة في الدليل…',
      exporting: 'تتم كتابة الملف…',
      cancelAsked: 'سيتم التوقف عند أول نقطة آمنة…',
      progress: (done: number, total: number | undefined) =>
        total === undefined || total <= 0
          ? `تم إنجاز ${ofRows(done)}`
          : `${number(done)} من أصل ${ofRows(total)}`,
      percent: (done: number, total: number) => format.percent(wholePercent(done, total) / 100),
      youAreTold: 'ستصلك رسالة هنا عند الانتهاء، ويمكنك إغلاق الدردشة.',
      countTitles: {
        added: 'مضاف',
        updated: 'محدّث',
        unchanged: 'دون تغيير',
        rejected: 'مرفوض',
      },
      facts: {
        file: 'الملف',
        network: 'الشبكة',
        deleted: 'وقت الحذف',
        by: 'بواسطة',
        sent: 'وقت الإرسال',
        ended: 'وقت الانتهاء',
      },
      completed: (counts: Counts) => {
        const written = counts.added + counts.updated;
        if (written > 0) return `تمت كتابة بيانات ${ofPeople(written)} في الدليل.`;
        return counts.unchanged > 0
          ? 'كل من في الملف موجودون في الدليل من قبل، تمامًا كما في الملف.'
          : 'لم تتم كتابة بيانات أحد في الدليل.';
      },
      fixRejected:
        'يضم سجل الأخطاء الصفوف المرفوضة كما أرسلتها، مع سبب رفض كل منها. صحّحها وأرسل السجل كما هو.',
      failed: 'لن تتم كتابة المزيد.',
      cancelledBefore: 'تم الإلغاء قبل كتابة أي شيء في الدليل.',
      cancelledMidway: ({ added, updated }: Counts, notApplied: number) => {
        if (added + updated === 0) return 'تم الإلغاء قبل كتابة بيانات أحد في الدليل.';
        const done = format.list([
          ...(added > 0 ? [`تمت إضافة ${ofPeople(added)}`] : []),
          ...(updated > 0 ? [`تم تحديث بيانات ${ofPeople(updated)}`] : []),
        ]);
        const written = `قبل التوقف ${done}، وتبقى هذه التغييرات.`;
        return notApplied === 0
          ? written
          : `${written} لم يتم تطبيق ${ofRows(notApplied)}: يضم سجل الأخطاء ما لم يُطبَّق لإرساله مرة أخرى.`;
      },
      waitsForYou: 'بانتظار أن تستورد أو تلغي',
      waitsForNetwork: 'بانتظار أن تختار الشبكة',
      fileGone: 'تم حذف الملف بعد انقضاء مدته.',
      keptUntil: (iso: string) => `يتم الاحتفاظ به حتى ${format.date(iso)}.`,
    },

    preview: {
      title: 'تحقق قبل الاستيراد',
      subtitle: (fileName: string, network?: Network) =>
        network === undefined
          ? isolate(fileName)
          : arrow(isolate(fileName), networkInSentence[network]),
      nothingWritten: 'لم تتم كتابة أي شيء في الدليل بعد.',
      allUnchanged: 'كل ما في هذا الملف موجود في الدليل من قبل. استيراده لن يغيّر شيئًا.',
      noneUsable: 'لا يمكن استيراد أي صف من هذا الملف.',
      broughtBack: (n: number) =>
        `سبق حذف ${ofPeople(n)} من بين المضافين، وستتم استعادة ${format.plural(n, formerRecords)}.`,
      moved: (n: number) => `سيتم نقل ${ofPeople(n)} إلى هنا من الشبكة الأخرى.`,
      problemsTitle: (shown: number, all: number) =>
        shown < all
          ? `الصفوف المرفوضة: أول ${number(shown)} من أصل ${number(all)}`
          : 'الصفوف المرفوضة',
      line: (line: number) => `السطر ${number(line)}`,
      addedTitle: (shown: number, all: number) =>
        shown < all ? `أشخاص جدد: ${number(shown)} من أصل ${number(all)}` : 'أشخاص جدد',
      updatedTitle: (shown: number, all: number) =>
        shown < all ? `التغييرات: ${number(shown)} من أصل ${ofPeople(all)}` : 'التغييرات',
      change: (field: string, before: string, after: string) =>
        `${isolate(field)}: ${arrow(valueOrEmpty(before), valueOrEmpty(after))}`,
      moreChanges: (more: number) => `و${counted(more, further.change)}`,
      notUnderstoodTitle: 'أعمدة غير مفهومة',
      notUnderstood: (columns: readonly string[], more: number) => {
        const names = columns.map(isolate);
        return more > 0 ? format.list([...names, counted(more, further.column)]) : names.join('، ');
      },
      notUnderstoodHint: 'يتم تجاهل هذه الأعمدة، ويتم استيراد كل ما عداها.',
    },

    notice: {
      title: (kind: OperationKind, state: OperationState, undo?: Pick<UndoFacts, 'again'>) => {
        const undoName = undo?.again === true ? 'عملية التراجع عن التراجع' : 'عملية التراجع';
        const name = undo === undefined ? operationNames[kind] : undoName;
        return statusSentences[statusWord(state)](name);
      },
    },

    history: {
      title: (kind: OperationKind) => historyTitles[kind],
      empty: (kind: OperationKind): string => nothingYet[kind],
      emptyPage: 'لا يوجد ما هو أقدم.',
      byAt: (name: string, iso: string) =>
        name.trim() === '' ? format.dateTime(iso) : `${isolate(name)} · ${format.dateTime(iso)}`,
      newestFirst: 'الأحدث أولًا',
    },

    outcome: {
      importStarted: (fileName: string) => `بدأ استيراد ${isolate(fileName)}.`,
      importCancelled: (fileName: string) => `تم إلغاء استيراد ${isolate(fileName)}.`,
      networkChosen: (network: Network) => `${networkInSentence[network]}.`,
      alreadyDone: (status: string) => `تم ذلك من قبل. الحالة الآن: ${isolate(status)}.`,
      beingDone: 'يتم تنفيذ ذلك بالفعل.',
      doneBefore: 'تم ذلك من قبل عند الضغط على الزر في المرة السابقة. لم يُنفَّذ أي شيء مرة ثانية.',
      cancelled: 'تم الإلغاء',
      done: 'تم',
      sorry: 'لم ينجح ذلك',
    },

    cancel: {
      nothingOpen: 'لا يوجد سؤال مفتوح لإلغائه.',
      dropped: 'حسنًا، ألغيت السؤال.',
      droppedImport: (fileName: string) =>
        `حسنًا، ألغيت استيراد ${isolate(fileName)}. لم تتم كتابة أي شيء.`,
      goesOn: (kind: OperationKind, fileName: string) =>
        `${goingOn[kind]} ${isolate(fileName)}؛ لإيقاف ذلك اضغط على «إلغاء» في البطاقة.`,
    },
  };
}

/** @param own the organization's own attributes, by which a key of theirs is named */
function attributeName(
  key: AttributeKey | PersonFact,
  own: readonly AttributeDefinition[] = [],
): string {
  if (!isOwnKey(key)) return attributes[key];
  return own.find((attribute) => attribute.key === key)?.name ?? 'سمة مُزالة';
}

/** A value of a change; an empty one in words. */
function valueOrEmpty(value: string): string {
  return value === '' ? '(فارغ)' : isolate(value);
}

const statusNames: Readonly<Record<StatusWord, string>> = {
  Processing: 'قيد المعالجة',
  Queued: 'في قائمة الانتظار',
  Completed: 'مكتمل',
  Failed: 'فشل',
  Cancelled: 'ملغى',
};

/** All names of operations are feminine (عملية …), and so are the verbs. */
const statusSentences: Readonly<Record<StatusWord, (operation: string) => string>> = {
  Processing: (operation) => `${operation} قيد المعالجة`,
  Queued: (operation) => `${operation} في قائمة الانتظار`,
  Completed: (operation) => `اكتملت ${operation}`,
  Failed: (operation) => `فشلت ${operation}`,
  Cancelled: (operation) => `أُلغيت ${operation}`,
};

const operationNames: Readonly<Record<OperationKind, string>> = {
  import: 'عملية الاستيراد',
  export: 'عملية التصدير',
  sync: 'عملية المزامنة',
};

const historyTitles: Readonly<Record<OperationKind, string>> = {
  import: 'سجل الاستيراد',
  export: 'سجل التصدير',
  sync: 'سجل المزامنة',
};

const nothingYet: Readonly<Record<OperationKind, string>> = {
  import: 'لم يتم استيراد أي شيء بعد. اكتب «import» للبدء.',
  export: 'لم يتم تصدير أي شيء بعد. اكتب «export» للبدء.',
  sync: 'لم تتم مزامنة أي شيء بعد. اكتب «sync» للبدء.',
};

const goingOn: Readonly<Record<OperationKind, string>> = {
  import: 'يستمر استيراد',
  export: 'يستمر تصدير',
  sync: 'تستمر المزامنة مع',
};

const attributes: Readonly<Record<BuiltInAttribute | PersonFact, string>> = {
  phone: 'رقم الهاتف',
  firstName: 'الاسم الأول',
  lastName: 'اسم العائلة',
  displayName: 'اسم العرض',
  email: 'البريد الإلكتروني',
  jobTitle: 'المسمى الوظيفي',
  department: 'القسم',
  location: 'الموقع',
  employeeId: 'الرقم الوظيفي',
  network: 'الشبكة',
  deleted: 'محذوف',
  linked: 'الارتباط بحساب عمل',
  merged: 'الدمج مع',
};
