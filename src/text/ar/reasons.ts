import { rowReasonIn, type ReasonSentences } from '../row-reason.ts';
import { isolate, quoted } from './inside.ts';

const exampleDay = isolate('2026-01-31');

const reasons: ReasonSentences = {
  'phone-missing': () => 'رقم الهاتف مفقود.',
  'phone-scientific': ({ value }) =>
    `حوّل جدول البيانات رقم الهاتف${value} إلى صيغة علمية ففُقدت منه أرقام. نسّق العمود كنص وأدخل الرقم مرة أخرى.`,
  'phone-not-a-number': ({ value }) => `القيمة${value} ليست رقم هاتف.`,
  'phone-no-country': ({ value }) => `رقم الهاتف${value} بلا رمز بلد. اكتبه مع علامة + ورمز البلد.`,
  'phone-unknown-country': ({ value }) => `يبدأ رقم الهاتف${value} برمز بلد غير موجود.`,
  'phone-too-short': ({ value }) => `رقم الهاتف${value} أقصر من اللازم.`,
  'phone-too-long': ({ value }) => `رقم الهاتف${value} أطول من اللازم.`,
  'phone-not-valid': ({ value }) => `رقم الهاتف${value} غير مستخدم في بلده. تحقق من الأرقام.`,
  'phone-has-extension': ({ value }) =>
    `يتضمن رقم الهاتف${value} رقمًا داخليًا. استخدم رقمًا يصل إلى الشخص مباشرة.`,
  'too-long': ({ column, value }) => `القيمة${value}${column} أطول من اللازم.`,
  'email-not-valid': ({ column, value }) => `عنوان البريد الإلكتروني${value}${column} غير صالح.`,
  'number-not-valid': ({ column, value }) =>
    `القيمة${value}${column} ليست رقمًا. اكتب أرقامًا بفاصلة عشرية واحدة على الأكثر، مثل ${isolate('12.5')}.`,
  'yes-no-not-valid': ({ column, value }) => `القيمة${value}${column} ليست نعم ولا لا.`,
  'date-not-valid': ({ column, value }) =>
    `القيمة${value}${column} ليست تاريخًا. اكتب التاريخ هكذا: ${exampleDay}.`,
  'date-ambiguous': ({ column, value }) =>
    `يمكن قراءة التاريخ${value}${column} بطريقتين. اكتبه هكذا: ${exampleDay}.`,
  'required-missing': ({ column }) => `القيمة${column} مفقودة، ومؤسستك تشترط وجودها.`,
  'control-characters': ({ column }) =>
    `تحتوي القيمة${column} على أحرف تحكم غير مرئية. اكتبها من جديد.`,
  'damaged-characters': ({ column }) =>
    `تعذرت قراءة أحد الأحرف${column}. اكتبه من جديد، أو احفظ الملف بصيغة CSV UTF-8.`,
  'quote-not-closed': () => 'تبدأ إحدى القيم بعلامة اقتباس لم يتم إغلاقها.',
  'line-too-long': () => 'الصف أطول من أن يكون بيانات شخص.',
  'too-many-cells': () => 'عدد القيم في الصف أكبر من عدد الأعمدة. تحقق من وجود فاصل زائد.',
  'network-not-valid': ({ column, value }) =>
    `القيمة${value}${column} ليست Employee ولا Others. صحّحها، أو غيّر اسم العمود إن كان له معنى آخر.`,
  'same-phone-later': ({ laterLine }, format) =>
    laterLine === undefined
      ? 'يتكرر رقم الهاتف نفسه في صف لاحق، وذلك الصف هو المعتمد.'
      : `يتكرر رقم الهاتف نفسه في السطر ${format.number(laterLine)}، وذلك الصف هو المعتمد.`,
  'in-other-network': () =>
    'هذا الشخص في الشبكة الأخرى. مسؤول المستأجر وحده يمكنه نقل الأشخاص بين الشبكتين.',
  'marked-deleted': () =>
    `هذا الشخص معلَّم على أنه محذوف، والاستيراد لا يحذف أحدًا. احذفه من الدليل، أو أفرغ خليته في العمود ${quoted('Change in directory')} للإبقاء عليه.`,
  linked: () => 'هذا الشخص مرتبط بحساب عمل ولا يمكن نقله إلى شبكة الآخرين.',
  locked: ({ column }) =>
    `القيمة${column} مصدرها Microsoft Entra ID ولا يمكن تغييرها إلا هناك. بقية الصف معتمدة.`,
  'entra-of-another': ({ value }) =>
    `رقم الهاتف${value} يخص شخصًا له حساب آخر. صحّحه في Microsoft Entra ID.`,
  'entra-several': ({ value }) =>
    `يشترك عدة أشخاص في عنوان البريد الإلكتروني${value}، لذلك لم يُستخدم للعثور على هذا الشخص.`,
  'not-applied': () => 'توقف الاستيراد قبل تطبيق هذا الصف. أرسله مرة أخرى.',
  'changed-meanwhile': () => 'غيّر شخص آخر بيانات هذا الشخص أثناء الاستيراد. أرسل الصف مرة أخرى.',
};

/** Why a row was rejected, or a value of a form can't be taken, in one sentence. */
export const rowReason = rowReasonIn(reasons, {
  column: (name) => ` في العمود ${quoted(name)}`,
  value: (text) => ` ${quoted(text)}`,
  unreadable: (column) => `تعذرت قراءة هذا الصف${column}. تحقق منه وأرسله مرة أخرى.`,
});
