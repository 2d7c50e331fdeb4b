import { maxAttributeNameLength } from '../../domain/attributes.ts';
import type { AttributeType } from '../../domain/attributes.ts';
import type { Role } from '../../domain/roles.ts';
import type { Format } from '../format.ts';
import { counting, further, nouns } from './counting.ts';
import { isolate, quoted } from './inside.ts';

const roles: Readonly<Record<Role, string>> = {
  'tenant-admin': 'مسؤول المستأجر',
  'organization-admin': 'مسؤول المؤسسة',
  'group-admin': 'مسؤول المجموعة',
  member: 'عضو',
};

const types: Readonly<Record<AttributeType, string>> = {
  text: 'نص',
  number: 'رقم',
  'yes-no': 'نعم أو لا',
  date: 'تاريخ',
};

const daysToRestore = 30;

/** Sentences about what an organization decides: its admins, its attributes, its audit. */
export function organizationWords(format: Format) {
  const counted = counting(format);
  return {
    role: (role: Role): string => roles[role],

    admins: {
      title: 'المسؤولون',
      intro:
        'يمكن لمسؤولي المستأجر القيام بكل شيء. ويمكن لمسؤولي المؤسسة استيراد الأشخاص وتصديرهم وإضافتهم وتحرير بياناتهم وحذفهم.',
      empty: 'لم يتم تعيين أي مسؤول هنا بعد.',
      fixed: 'معيّن في إعدادات النشر',
      since: (role: string, iso?: string, by?: string) => {
        if (iso === undefined) return role;
        const since = `${role} منذ ${format.date(iso)}`;
        return by === undefined || by.trim() === '' ? since : `${since}، بواسطة ${isolate(by)}`;
      },
      more: (more: number) => `و${counted(more, further.person)}`,
      who: 'الشخص',
      whoHint: 'ابدأ بكتابة اسم',
      whoMissing: 'اختر شخصًا من القائمة.',
      whoNote: 'يظهر الأشخاص هنا بعد أن يفتحوا هذا التطبيق في Teams.',
      role: 'الدور',
      roleMissing: 'اختر دورًا.',
      noName: 'شخص بلا اسم',
    },

    attributes: {
      title: 'السمات',
      intro: 'أعمدة الدليل لديك، وعليها يعتمد القالب وعمليات الاستيراد والنماذج وملفات التعريف.',
      builtInTitle: 'سمات متاحة للجميع',
      builtIn: (names: readonly string[]) => format.list(names),
      ownTitle: 'سمات خاصة بمؤسستك',
      none: 'لا توجد سمات بعد.',
      full: (most: number) =>
        `الحد الأقصى للسمات الخاصة بالمؤسسة هو ${counted(most, nouns.attribute)}.`,
      type: (type: AttributeType) => types[type],
      line: (attribute: {
        readonly type: AttributeType;
        readonly required: boolean;
        readonly visibleTo: 'all' | 'admins';
      }) =>
        [
          types[attribute.type],
          attribute.required ? 'إلزامية' : 'اختيارية',
          attribute.visibleTo === 'all' ? 'مرئية للجميع' : 'مرئية للمسؤولين فقط',
        ].join(' · '),
      removedTitle: 'سمات مُزالة',
      removed: (iso: string, untilIso: string) =>
        `أُزيلت في ${format.date(iso)}، ويتم الاحتفاظ ببياناتها حتى ${format.date(untilIso)}.`,
      removedShort: (name: string, untilIso: string) =>
        `${isolate(name)} (يمكن استعادتها حتى ${format.date(untilIso)})`,
      choose: 'السمة',
      chooseMissing: 'اختر سمة.',
      chooseRemoved: 'سمة مُزالة',
    },

    attributeForm: {
      addTitle: 'إضافة سمة',
      editTitle: (name: string) => `تحرير ${isolate(name)}`,
      intro: 'تصبح السمة عمودًا في القالب وحقلًا لكل شخص.',
      name: 'الاسم',
      nameHint: 'مثال: رقم البطاقة',
      nameMissing: 'أدخل اسمًا للسمة.',
      type: 'النوع',
      typeFixed: (type: AttributeType) =>
        `النوع: ${types[type]}. لا يمكن تغيير النوع لأن لدى بعض الأشخاص قيمًا منه.`,
      required: 'إلزامية: تُرفض الصفوف والنماذج التي تخلو منها',
      visibleTo: 'من يراها',
      visibleToChoices: { all: 'الجميع', admins: 'المسؤولون فقط' },
      problem: (problem: string, other?: string): string =>
        attributeProblem(problem, counted(maxAttributeNameLength, nouns.character), other),
    },

    removal: {
      title: (name: string) => `هل تريد إزالة ${isolate(name)}؟`,
      sentence: `ستختفي هذه السمة من القالب والنماذج وملفات تعريف الجميع. ويتم الاحتفاظ ببياناتها لمدة ${counted(daysToRestore, nouns.day, 'governed')} يمكن خلالها استعادتها.`,
    },

    audit: {
      title: 'سجل التدقيق',
      sentence: 'كل تغيير في الأشخاص والأدوار والسمات، مع من أجراه ومتى ومن أين، في ملف CSV واحد.',
      short: 'يعمل هذا الارتباط لفترة قصيرة فقط. اكتب «audit» للحصول على ارتباط جديد.',
    },
  };
}

/** Why an attribute can't be saved. Problems of a later version get a sentence too. */
function attributeProblem(problem: string, longest: string, other = ''): string {
  const isNamed = other.trim() !== '';
  switch (problem) {
    case 'name-missing':
      return 'أدخل اسمًا للسمة.';
    case 'name-too-long':
      return `هذا الاسم أطول من اللازم. الحد الأقصى هو ${longest}.`;
    case 'name-taken':
      return isNamed
        ? `يوجد عمود ${quoted(other)} بهذا الاسم بالفعل. اختر اسمًا آخر.`
        : 'يوجد عمود بهذا الاسم بالفعل. اختر اسمًا آخر.';
    case 'name-is-built-in':
      return isNamed
        ? `إذا حمل عمود في ملف هذا الاسم فسيُعدّ العمود ${quoted(other)}. اختر اسمًا آخر.`
        : 'إذا حمل عمود في ملف هذا الاسم فسيُعدّ من السمات المتاحة للجميع. اختر اسمًا آخر.';
    case 'name-not-valid':
      return 'يحتوي هذا الاسم على أحرف تحكم غير مرئية أو أحرف تالفة. اكتبه من جديد.';
    case 'too-many':
      return 'بلغ عدد السمات حده الأقصى. أزل إحداها أولًا.';
    default:
      return 'يتعذر حفظ ذلك. تحقق من الاسم والنوع.';
  }
}
