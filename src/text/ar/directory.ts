import type { AttributeType } from '../../domain/attributes.ts';
import { parseNetwork } from '../../domain/network.ts';
import type { Network } from '../../domain/network.ts';
import type { FieldChange, Source } from '../../domain/person.ts';
import type { Format } from '../format.ts';
import { ownValue } from '../own-value.ts';
import { counting, further, nouns } from './counting.ts';
import { isolate, quoted } from './inside.ts';
import { networkInSentence } from './networks.ts';

const sources: Readonly<Record<Source, string>> = {
  admin: 'إضافة من أحد المسؤولين',
  group: 'إضافة إلى مجموعة في المؤسسة',
  signin: 'تسجيل الدخول بحساب عمل',
  entra: 'مزامنة من Microsoft Entra ID',
};

const daysToRestore = 30;

/** Sentences about people: lists of them, one of them, and what is done with them. */
export function directoryWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
) {
  const number = (value: number) => format.number(value);
  const counted = counting(format);
  /** after a preposition or a verbal noun */
  const ofPeople = (count: number) => counted(count, nouns.person, 'governed');
  const restorable = `الاستعادة ممكنة لمدة ${counted(daysToRestore, nouns.day, 'governed')}.`;
  return {
    source: (source: Source): string => sources[source],

    ownValue: (type: AttributeType, value: string): string =>
      ownValue(format, { yes: 'نعم', no: 'لا' }, type, value),

    directory: {
      title: 'الدليل',
      updating: 'هناك استيراد جارٍ أو انتهى للتو، وقد لا يظهر هنا أحدث الأشخاص لبعض الوقت.',
      page: (first: number, last: number, total: number) =>
        first === 1 && last === total
          ? `${people(total)}، حسب الاسم`
          : `${number(first)}–${number(last)} من أصل ${ofPeople(total)}، حسب الاسم`,
      filteredBy: (filters: { readonly department?: string; readonly source?: Source }) =>
        [
          ...(filters.department === undefined ? [] : [`القسم: ${isolate(filters.department)}`]),
          ...(filters.source === undefined ? [] : [`المصدر: ${sources[filters.source]}`]),
        ].join(' · '),
      empty: 'لا يوجد أحد هنا بعد.',
      emptyHow: (network: Network) =>
        `استورد ملفًا إلى ${networkInSentence[network]}، أو أضف الأشخاص واحدًا تلو الآخر.`,
      emptyFiltered: 'لا أحد هنا يطابق عامل التصفية هذا.',
      emptyFilteredHow: 'اختر قسمًا أو مصدرًا آخر، أو اعرض الكل.',
      department: 'القسم',
      source: 'المصدر',
      allDepartments: 'كل الأقسام',
      allSources: 'كل المصادر',
      departmentChoice: (name: string, count: number) => `${isolate(name)} (${number(count)})`,
      moreDepartments: 'تظهر هنا أكبر الأقسام فقط.',
      select: 'من الذين تريد نقلهم أو حذفهم؟',
      selectDelete: 'من الذين تريد حذفهم؟',
      nobodySelected: 'اختر شخصًا واحدًا على الأقل.',
      search: 'البحث عن شخص',
      searchHint: 'الاسم أو الهاتف أو البريد الإلكتروني أو الرقم الوظيفي',
      pickOne: 'اختر شخصًا من القائمة.',
    },

    find: {
      title: 'البحث عن شخص',
      found: (query: string, shown: number, more: boolean) =>
        more
          ? `إليك أول ${ofPeople(shown)} من نتائج البحث عن ${quoted(query)}. اكتب جزءًا أكبر من الاسم لتضييق البحث.`
          : `نتائج البحث عن ${quoted(query)}: ${people(shown)}.`,
      nothing: (query: string) => `لا أحد يطابق ${quoted(query)}.`,
      nothingHow:
        'جرّب بداية الاسم الأول أو اسم العائلة، أو رقم الهاتف بأي شكل، أو عنوان البريد الإلكتروني، أو الرقم الوظيفي.',
      ask: 'ابدأ الكتابة واختر من القائمة.',
      orSay: 'أو اكتب «find» ثم اسمًا أو رقم هاتف أو عنوان بريد إلكتروني أو رقمًا وظيفيًا.',
    },

    profile: {
      facts: {
        source: 'المصدر',
        linked: 'حساب العمل',
        added: 'تاريخ الإضافة',
        changed: 'آخر تغيير',
        groups: 'مجموعاتكما المشتركة',
        name: 'الاسم',
      },
      network: (network: Network) => networkInSentence[network],
      isLinked: 'مرتبط',
      isNotLinked: 'غير مرتبط',
      changed: (iso: string, by: string, operation?: string) =>
        operation === undefined
          ? byAt(format, iso, by)
          : `${byAt(format, iso, by)}، ضمن ${isolate(operation)}`,
      linkedNote: 'لا يمكن نقل الأشخاص المرتبطين بحساب عمل إلى شبكة الآخرين، ولا حذفهم.',
      noName: 'بلا اسم بعد',
      deletedTitle: 'محذوف',
      deleted: (deletedIso: string, untilIso: string) =>
        `تم الحذف في ${format.date(deletedIso)}. يمكن الاستعادة حتى ${format.date(untilIso)}.`,
      deletedForGood: (deletedIso: string) =>
        `تم الحذف في ${format.date(deletedIso)}. انقضت مهلة الاستعادة.`,
    },

    personHistory: {
      title: (name: string) => `سجل تغييرات ${isolate(name)}`,
      empty: 'لم يتغير شيء منذ إضافة هذا الشخص إلى الدليل.',
      page: (page: number, pages: number) => `الصفحة ${number(page)} من ${number(pages)}`,
      byAt: (iso: string, by: string) => byAt(format, iso, by),
      byImport: (file?: string) =>
        file === undefined ? 'عن طريق استيراد' : `عن طريق استيراد ${isolate(file)}`,
      moved: (before: string, after: string) =>
        before === ''
          ? `الشبكة: ${networkOf(after)}`
          : `تم النقل من ${networkOf(before)} إلى ${networkOf(after)}`,
      deletedOrRestored: ({ after }: FieldChange) => (after === '' ? 'تمت الاستعادة' : 'تم الحذف'),
      linked: ({ after }: FieldChange) =>
        after === '' ? 'لم يعد مرتبطًا بحساب عمل' : 'تم الربط بحساب عمل',
      merged: (name: string) => `تم الدمج مع سجل آخر للشخص نفسه: ${isolate(name)}`,
      more: (more: number) => `و${counted(more, further.change)}`,
    },

    form: {
      addTitle: 'إضافة مستخدم',
      editTitle: (name: string) => `تحرير بيانات ${isolate(name)}`,
      intro: 'الحقول المميزة بنجمة مطلوبة، وكل ما عداها يمكن تأجيله.',
      network: 'الشبكة',
      needsCorrection: (label: string) => `${isolate(label)} – يُرجى التصحيح`,
      phoneHint: `مع علامة + ورمز البلد، مثل ${isolate('+44 7700 900123')}`,
      numberHint: `رقم، مثل ${isolate('12.5')}`,
      missing: (label: string) => `${isolate(label)} حقل مطلوب.`,
      choose: 'غير محدد',
      problems: (count: number) =>
        `${counted(count, nouns.field)} بحاجة إلى تصحيح. لم يتم حفظ أي شيء بعد.`,
      tooLongToEdit: (label: string) =>
        `${isolate(label)}: القيمة أطول من أن تُحرَّر هنا، وستبقى كما هي.`,
      notShownAgain: (label: string) =>
        `ما كتبته في ${isolate(label)} أطول من أن يُعرض مرة أخرى، فأدخله من جديد.`,
      taken: (name: string) => `رقم الهاتف هذا يخص ${isolate(name)}.`,
      takenHow: 'افتح صفحة ذلك الشخص، أو أدخل رقمًا آخر. لم يتم حفظ أي شيء بعد.',
      changedTitle: 'غيّر شخص آخر هذه البيانات في هذه الأثناء',
      changedHow: 'تغييراتك معروضة أدناه ولم تُحفظ بعد. القرار لك بشأن ما يُعتمد منها.',
      changedBy: (iso: string, by: string) => byAt(format, iso, by),
    },

    deletion: {
      title: (count: number) =>
        count === 1 ? 'هل تريد حذف هذا الشخص؟' : `هل تريد حذف ${ofPeople(count)}؟`,
      restorable,
      linked: (count: number) =>
        `لا يمكن حذف ${ofPeople(count)} ممن اخترتهم بسبب الارتباط بحساب عمل:`,
      linkedAlone:
        'هذا الشخص مرتبط بحساب عمل ولا يمكن حذفه. بدلًا من ذلك، أزل الحساب في Microsoft Entra ID.',
      linkedPerson: (name: string) => `${isolate(name)} (مرتبط)`,
      more: (more: number) => `و${counted(more, further.person)}`,
    },

    bulk: {
      moved: (count: number, network?: Network) =>
        network === undefined
          ? `تم نقل ${ofPeople(count)}.`
          : `تم نقل ${ofPeople(count)} إلى ${networkInSentence[network]}.`,
      deleted: (count: number) => (count === 0 ? 'لم يتم حذف أحد.' : `تم حذف ${ofPeople(count)}.`),
      noneMoved: 'لم يتم نقل أحد.',
      restorable,
      refusedTitle: (count: number) => `${people(count)} دون تغيير:`,
      refused: (name: string, reason: string, what: 'moved' | 'deleted') =>
        `${isolate(name)}: ${refusal(reason, what)}`,
      more: (more: number) => `و${counted(more, further.person)}، لأسباب مماثلة`,
      missing: (count: number) => `من لم يعودوا في الدليل: ${people(count)}.`,
    },
  };
}

/** A network as a history has it. */
function networkOf(value: string): string {
  const network = parseNetwork(value);
  return network === undefined ? isolate(value) : networkInSentence[network];
}

function byAt(format: Format, iso: string, by: string): string {
  const at = format.dateTime(iso);
  return by.trim() === '' ? at : `${at} بواسطة ${isolate(by)}`;
}

/** Why one person was left out of what was done to several. Reasons of a later version get a sentence too. */
function refusal(reason: string, what: 'moved' | 'deleted'): string {
  switch (reason) {
    case 'linked':
      return what === 'moved'
        ? 'مرتبط بحساب عمل، ولذلك يبقى في شبكة الموظفين'
        : 'مرتبط بحساب عمل؛ أزل الحساب في Microsoft Entra ID بدلًا من ذلك';
    case 'already-there':
      return 'موجود هناك بالفعل';
    case 'changed-meanwhile':
      return 'غيّر شخص آخر بياناته للتو؛ حاول مرة أخرى';
    case 'deleted':
      return 'تم حذفه من قبل';
    default:
      return what === 'moved' ? 'تعذر نقله؛ حاول مرة أخرى' : 'تعذر حذفه؛ حاول مرة أخرى';
  }
}
