import type { Format } from '../format.ts';
import { counting, further } from './counting.ts';
import { isolate } from './inside.ts';

/** Sentences about organization groups, and about who joins by signing in. */
export function groupWords(format: Format, { people }: { people: (count: number) => string }) {
  const number = (value: number) => format.number(value);
  const counted = counting(format);
  return {
    groups: {
      title: 'المجموعات',
      intro:
        'الفرق والدردشات الجماعية التي تمت إضافتي إليها. كل من هو عضو في إحداها موجود في دليل مؤسستك.',
      none: 'لم تتم إضافتي بعد إلى أي فريق أو دردشة جماعية في مؤسستك. أضفني إلى أي منها لينضم أعضاؤها إلى الدليل.',
      notAnOwner:
        'لا تملك أي مجموعة أنا فيها. اطلب ذلك من أحد مالكي الفريق، أو ممن أضافني إلى الدردشة الجماعية، أو من أحد مسؤولي الدليل.',
      kind: { team: 'فريق', groupChat: 'دردشة جماعية' },
      noName: { team: 'فريق بلا اسم', groupChat: 'دردشة جماعية بلا اسم' },
      yours: 'أنت مسؤول هذه المجموعة',
      more: (more: number) => `و${counted(more, further.group)}`,
    },

    group: {
      about: (kind: string, total: number) => `${kind} · ${people(total)}`,
      page: (page: number, pages: number) => `الصفحة ${number(page)} من ${number(pages)}`,
      empty: 'لم أقرأ بعد قائمة أعضاء هذه المجموعة. تحقق مرة أخرى بعد قليل.',
      notArrived: 'ليس في الدليل',
      noName: 'شخص بلا اسم',
      added: (name: string) => `${isolate(name)} الآن في المجموعة وفي الدليل.`,
      there: (name: string) => `${isolate(name)} في المجموعة بالفعل.`,
      removed: 'لم يعد هذا الشخص في المجموعة. وهو باقٍ في الدليل، ويمكن لأي مسؤول حذفه من هناك.',
    },

    groupAdd: {
      title: 'الإضافة إلى مجموعة',
      intro:
        'للأشخاص الذين ليس لديهم حساب في Teams. تتم إضافتهم إلى الدليل ضمن شبكة الآخرين، أما غيرهم فتتم إضافتهم في Teams نفسه.',
      group: 'المجموعة',
      phone: 'رقم الهاتف',
      phoneHint: `مع علامة + ورمز البلد، مثل ${isolate('+44 7700 900123')}`,
      name: 'الاسم',
      nameHint: 'مثال: ليلى نموذج',
      missing: (label: string) => `${isolate(label)} حقل مطلوب.`,
      problem: (label: string, reason: string) => `${isolate(label)}: ${reason}`,
    },
  };
}
