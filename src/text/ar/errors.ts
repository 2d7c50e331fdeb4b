import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import { endless, isExport, isSync, maxInWorkbook, saidDetail } from '../error-details.ts';
import type { Format } from '../format.ts';
import { counting, nouns } from './counting.ts';
import { isolate, quoted } from './inside.ts';

type Sentence = (details: ErrorDetails) => string;

const daysToUndo = 30;
const maxPeople = 100;

/** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
export function errorSentences(format: Format): Readonly<Record<ErrorCode, Sentence>> {
  const said = saidDetail(format);
  const counted = counting(format);
  const numberOf = (details: ErrorDetails, key: string): number | undefined => {
    const value = details[key];
    return typeof value === 'number' ? value : undefined;
  };
  const notCsv =
    (what: string, next: string): Sentence =>
    () =>
      `هذا ${what} وليس ملف CSV. ${next}`;
  return {
    'not-an-admin': (details) => {
      const admins = said(details, 'admins');
      return admins === undefined
        ? 'لا يمكنك القيام بذلك لأنك لست من مسؤولي الدليل. اطلب من أحد مسؤولي المستأجر في مؤسستك القيام به أو تعيينك مسؤولًا.'
        : `لا يمكنك القيام بذلك لأنك لست من مسؤولي الدليل. اطلب ذلك من أحد مسؤولي المستأجر في مؤسستك: ${isolate(admins)}.`;
    },
    'other-organization': () =>
      'لا يمكنك القيام بذلك لأنه يخص مؤسسة أخرى. اطلبه من أحد مسؤولي المستأجر في تلك المؤسسة.',
    'needs-tenant-admin': () =>
      'لا يمكن القيام بذلك إلا لمسؤولي المستأجر. اطلب من أحدهم في مؤسستك القيام به أو تعيينك واحدًا منهم.',
    'no-organization': () =>
      'لا يمكنني معرفة المؤسسة التي تنتمي إليها، لذلك لا يمكنني فتح أي دليل. سجّل الدخول إلى Teams بحساب العمل وحاول مرة أخرى.',
    'file-in-group-chat': () =>
      'لا يمكن إرسال الملفات إليّ في قناة أو دردشة جماعية. افتح دردشتنا الشخصية وأرسل الملف هناك.',
    'file-empty': () => 'هذا الملف فارغ. ضع فيه صف العناوين وشخصًا واحدًا على الأقل وأرسله مرة أخرى.',
    'file-is-workbook': notCsv(
      'مصنف Excel',
      'في Excel اختر «ملف» ثم «حفظ باسم» ثم «CSV UTF-8»، وأرسل الملف الناتج.',
    ),
    'file-is-image': notCsv(
      'ملف صورة',
      'أرسل الأشخاص في ملف CSV؛ اكتب «template» للحصول على قالب لتعبئته.',
    ),
    'file-is-web-page': notCsv(
      'ملف صفحة ويب',
      'قد يحدث هذا على الهاتف بدلًا من إرسال الملف نفسه: أرسله مرة أخرى من تطبيق «الملفات» أو من كمبيوتر.',
    ),
    'file-is-pdf': notCsv(
      'ملف PDF',
      'أرسل الأشخاص في ملف CSV؛ اكتب «template» للحصول على قالب لتعبئته.',
    ),
    'file-is-archive': notCsv('ملف مضغوط', 'فك ضغطه وأرسل ملف CSV الموجود فيه.'),
    'file-is-json': notCsv('ملف JSON', 'احفظه بتنسيق CSV في البرنامج الذي أنشأه، ثم أرسله.'),
    'file-is-binary': notCsv(
      'ملف لا يحتوي على نص',
      'احفظه بتنسيق CSV في البرنامج الذي أنشأه، ثم أرسله.',
    ),
    'file-too-large': (details) => {
      const limit = said(details, 'limitMb');
      const size = said(details, 'fileMb');
      const what =
        size === undefined ? 'هذا الملف كبير جدًا' : `حجم هذا الملف ${size} ميغابايت، وهو كبير جدًا`;
      const most =
        limit === undefined ? '' : `؛ الحد الأقصى لما يمكن استيراده دفعة واحدة ${limit} ميغابايت`;
      return `${what}${most}. قسّمه إلى عدة ملفات وأرسلها واحدًا تلو الآخر.`;
    },
    'file-address-refused': () =>
      'لا أجلب الملفات من ذلك العنوان. أرفق الملف برسالة في هذه الدردشة بدلًا من ذلك.',
    'file-address-expired': () =>
      'لم يعد من الممكن جلب الملف من Teams لأن عنوانه يعمل لبضع دقائق فقط. أرسل الملف مرة أخرى.',
    'file-address-slow': () =>
      'استغرق Teams وقتًا أطول من اللازم لتسليم الملف. أرسله مرة أخرى بعد قليل.',
    'file-address-failed': (details) => {
      const status = said(details, 'status');
      const answer = status === undefined ? '' : ` (الرد: ${isolate(status)})`;
      return `لم يسلّم Teams الملف${answer}. أرسل الملف مرة أخرى.`;
    },
    'too-many-files': (details) => {
      const limit = numberOf(details, 'limit');
      const minutes = numberOf(details, 'minutes');
      const time =
        minutes === undefined
          ? 'في المرة الواحدة'
          : `خلال ${counted(minutes, nouns.minute, 'governed')}`;
      const most = limit === undefined ? '' : `؛ الحد الأقصى ${counted(limit, nouns.file)} ${time}`;
      return `أُرسلت ملفات كثيرة دفعة واحدة${most}. لم أستلم أيًا منها: انتظر قليلًا ثم أرسلها مرة أخرى على دفعات صغيرة.`;
    },
    'no-phone-column': (details) => {
      const columns = said(details, 'columns');
      const found = columns === undefined ? '' : ` الأعمدة التي وجدتها: ${isolate(columns)}.`;
      return `لا يوجد عمود لأرقام الهواتف، وكل شخص يُعرف برقم هاتفه.${found} سمّ أحد الأعمدة ${quoted('Phone number')} وأرسل الملف مرة أخرى.`;
    },
    'no-header': () =>
      `لا يحتوي الملف على صف عناوين. ضع أسماء الأعمدة في السطر الأول، ومنها ${quoted('Phone number')}، وأرسله مرة أخرى.`,
    'two-columns-for-one': (details) => {
      const first = said(details, 'first');
      const second = said(details, 'second');
      const which =
        first === undefined || second === undefined
          ? 'هناك عمودان'
          : `العمودان ${quoted(first)} و${quoted(second)}`;
      return `${which} لهما المعنى نفسه، ولا يمكنني معرفة أيهما المعتمد. أزل أحدهما أو غيّر اسمه وأرسل الملف مرة أخرى.`;
    },
    'no-usable-row': () =>
      'لا يمكن استيراد أي صف من هذا الملف. تأكد من وجود أشخاص أسفل صف العناوين، لكل منهم رقم هاتف، وأرسله مرة أخرى.',
    'unknown-encoding': () =>
      'لا يمكنني قراءة أحرف هذا الملف. احفظه بصيغة «CSV UTF-8» وأرسله مرة أخرى.',
    'operation-gone': (details) =>
      isSync(details)
        ? 'لم تعد عملية المزامنة هذه موجودة. اكتب «sync history» لعرض العمليات الموجودة، أو «sync» لبدء عملية جديدة.'
        : isExport(details)
          ? 'لم تعد عملية التصدير هذه موجودة. اكتب «export history» لعرض العمليات الموجودة، أو «export» لطلب تصدير جديد.'
          : 'لم تعد عملية الاستيراد أو التصدير هذه موجودة. اكتب «import history» أو «export history» لعرض العمليات الموجودة، أو ابدأ من جديد.',
    'operation-not-yours': (details) =>
      `لا يمكنك القيام بذلك لأنه يخص شخصًا آخر. اطلب ذلك ممن بدأ العملية، أو ${isExport(details) ? 'اكتب «export» لطلب تصدير خاص بك' : 'أرسل ملفك الخاص'}.`,
    'operation-not-waiting': (details) => {
      const history = isSync(details)
        ? 'sync history'
        : isExport(details)
          ? 'export history'
          : 'import history';
      return `لم يعد هناك ما ينتظر هذه الإجابة. اكتب «${history}» لمعرفة الوضع الحالي.`;
    },
    'nothing-to-undo': () =>
      'لا يوجد هنا ما يمكن التراجع عنه، لأنه لم تتم كتابة بيانات أي شخص. اكتب «import history» لعرض عمليات الاستيراد الأخرى.',
    'undo-too-late': (details) => {
      const days = counted(numberOf(details, 'days') ?? daysToUndo, nouns.day, 'governed');
      return `لم يعد التراجع ممكنًا، لأنه متاح لمدة ${days} فقط. لا يزال سجل التغييرات لكل شخص يعرض ما تغيّر: حرّر بيانات من تريد إعادته إلى ما كان عليه.`;
    },
    'plan-gone': (details) =>
      details.kind === 'undo'
        ? 'لم يعد ما يلزم للتراجع عن هذا موجودًا. لا يزال سجل التغييرات لكل شخص يعرض ما تغيّر: حرّر بيانات من تريد إعادته إلى ما كان عليه.'
        : 'لم يعد ما دوّنته عن الملف موجودًا، لذلك توقفت. أرسل الملف مرة أخرى؛ وما كُتب من قبل سيتم التعرف عليه ولن يُكتب مرتين.',
    'given-up': (details) => {
      const tries = numberOf(details, 'tries');
      const reason = said(details, 'reason');
      const after = tries === undefined ? 'عدة محاولات' : counted(tries, nouns.try, 'governed');
      const next = isSync(details)
        ? 'اكتب «sync» واضغط على «المزامنة الآن» للمتابعة؛ وما كُتب يبقى كما هو.'
        : isExport(details)
          ? 'اكتب «export» لطلب التصدير مرة أخرى.'
          : details.kind === 'undo'
            ? 'اضغط على «التراجع عن الاستيراد» مرة أخرى في بطاقة الاستيراد؛ ومن أُعيدت بياناتهم من قبل يبقون كذلك.'
            : 'أرسل الملف مرة أخرى؛ وما كُتب من قبل سيتم التعرف عليه ولن يُكتب مرتين.';
      return `توقفتُ بعد ${after}${reason === undefined ? '' : `: ${isolate(endless(reason))}`}. ${next}`;
    },
    'too-many-for-workbook': (details) => {
      const most = counted(numberOf(details, 'most') ?? maxInWorkbook, nouns.person, 'governed');
      return `لا تتسع ورقة مصنف Excel لأكثر من ${most}، والعدد أكبر من ذلك. اكتب «export» واختر CSV، أو صدّر كل شبكة على حدة.`;
    },
    'schedule-gone': () =>
      'لم يعد هذا الجدول الزمني موجودًا. اكتب «schedules» لعرض الجداول الموجودة.',
    'schedule-not-yours': (details) => {
      const name = said(details, 'name');
      return name === undefined
        ? 'لا يمكنك تغيير هذا الجدول الزمني لأنه يخص شخصًا آخر. اطلب ذلك منه أو من أحد مسؤولي المستأجر.'
        : `لا يمكنك تغيير هذا الجدول الزمني لأن مالكه ${isolate(name)}. اطلب ذلك من مالكه أو من أحد مسؤولي المستأجر.`;
    },
    'too-many-schedules': (details) => {
      const most = said(details, 'most');
      return `بلغ عدد الجداول الزمنية حده الأقصى${most === undefined ? '' : ` (${most})`}. اكتب «schedules» وأزل أحدها أولًا.`;
    },
    'sync-not-set-up': () =>
      'لا تتم مزامنة أي شيء من Microsoft Entra بعد. اكتب «sync» واضغط على «تغيير التعيين» لاختيار ما تتم مزامنته.',
    'sync-running': () =>
      'هناك مزامنة جارية بالفعل. اكتب «sync» لمعرفة مدى تقدمها، وحاول مرة أخرى بعد انتهائها.',
    'entra-unreachable': () =>
      'يتعذر الوصول إلى Microsoft Entra حاليًا. لم يُفقد أي شيء: اكتب «sync» واضغط على «المزامنة الآن» مرة أخرى بعد بضع دقائق.',
    'entra-nobody': () =>
      'لا يوجد في Microsoft Entra أي مستخدم ضمن المستخدمين المتزامنين، لذلك لم تتم إزالة أحد. تحقق من المجموعات ضمن «تغيير التعيين»، ثم اضغط على «المزامنة الآن».',
    'entra-delta-expired': () =>
      'لم يعد Microsoft Entra يعرف أين انتهت المزامنة الأخيرة. اضغط على «المزامنة الآن» لتشمل الجميع.',
    'entra-refused': (details) => {
      const permission = said(details, 'permission');
      const which =
        permission === undefined
          ? 'لأن أحد الأذونات مفقود'
          : `لأن إذن التطبيق ${isolate(permission)} مفقود`;
      return `رفض Microsoft Entra الإفصاح عن الأشخاص في مؤسستك ${which}. اطلب من مسؤول عام أو من مسؤول الأدوار المتميزة منحه لتسجيل تطبيق Rollcall («أذونات API» ثم «منح موافقة المسؤول»)، ثم اضغط على «المزامنة الآن» مرة أخرى.`;
    },
    'person-gone': () =>
      'لم يعد هذا الشخص في الدليل. اكتب «find» ثم اسمه للبحث عنه، أو «directory» لعرض الموجودين.',
    'phone-taken': (details) => {
      const name = said(details, 'name');
      return `رقم الهاتف يخص الآن ${name === undefined ? 'شخصًا آخر' : isolate(name)}. غيّره هناك أولًا، ثم حاول مرة أخرى.`;
    },
    'too-many-people': (details) => {
      const most = counted(numberOf(details, 'most') ?? maxPeople, nouns.person);
      return `هذا عدد كبير من الأشخاص دفعة واحدة؛ الحد الأقصى للنقل أو الحذف معًا ${most}. اختر عددًا أقل وحاول مرة أخرى.`;
    },
    'nobody-chosen': () =>
      'لم يتم اختيار أحد. اختر شخصًا واحدًا على الأقل من القائمة وحاول مرة أخرى.',
    'last-tenant-admin': () =>
      'لا يمكن إزالة مسؤول المستأجر الأخير، إذ لن يبقى من يعيّن غيره. عيّن شخصًا آخر مسؤولًا للمستأجر أولًا.',
    'admin-fixed': () =>
      'هذا المسؤول معيّن في إعدادات النشر ولا يمكن إزالته هنا. اطلب من القائمين على تشغيل Rollcall تغيير TENANT_ADMINS.',
    'attribute-gone': () => 'لم تعد هذه السمة موجودة. اكتب «attributes» لعرض السمات الموجودة.',
    'group-gone': () =>
      'لم تعد هذه المجموعة من مجموعات مؤسستك: تم حذف الفريق، أو تمت إزالتي منه. اكتب «group» لعرض المجموعات الموجودة.',
    'not-a-group-admin': () =>
      'لا يمكنك القيام بذلك لأنك لست من مالكي هذه المجموعة. اطلبه من أحد مالكيها أو من أحد مسؤولي الدليل.',
    'setting-wrong': (details) => {
      const setting = said(details, 'setting');
      const problem = said(details, 'problem');
      const which =
        setting === undefined
          ? 'أحد الإعدادات مفقود أو غير صحيح'
          : `الإعداد ${isolate(setting)} مفقود أو غير صحيح`;
      return `${which}${problem === undefined ? '' : `: ${isolate(endless(problem))}`}. راجع ${isolate('.env.example')} لمعرفة القيم المسموح بها، وابدأ التشغيل مرة أخرى.`;
    },
    'port-taken': (details) => {
      const port = details.port;
      const setting = said(details, 'setting');
      const which = port === undefined ? 'أحد المنافذ المطلوبة' : `المنفذ ${isolate(String(port))}`;
      const other = setting === undefined ? '' : `، أو اختر منفذًا آخر باستخدام ${isolate(setting)}`;
      return `${which} يستخدمه برنامج آخر. أوقف ذلك البرنامج${other}، وابدأ التشغيل مرة أخرى.`;
    },
    'data-dir-taken': (details) => {
      const pid = details.pid;
      const process = pid === undefined ? '' : ` (العملية ${isolate(String(pid))})`;
      return `هناك Rollcall آخر${process} يستخدم مجلد البيانات. أوقفه، أو اختر مجلدًا آخر باستخدام DATA_DIR، وابدأ التشغيل مرة أخرى.`;
    },
    'not-loopback': () =>
      'بدون معرّف تطبيق لا أعمل إلا في الوضع المحلي على هذا الجهاز. عيّن قيمة MicrosoftAppId، أو ابدأ التشغيل بالأمر «npm start».',
    'storage-unreachable': () =>
      'يتعذر الوصول إلى وحدة تخزين الدليل حاليًا. لم يُفقد أي شيء: حاول مرة أخرى بعد بضع دقائق.',
    'storage-refused': (details) => {
      const reason = said(details, 'reason');
      return `ترفض وحدة تخزين الدليل وصولي إليها${reason === undefined ? '' : ` (${isolate(reason)})`}. شغّل الأمر «npm run doctor» بهذه الإعدادات لمعرفة الدور أو المفتاح المفقود.`;
    },
    'store-full': (details) => {
      const mb = said(details, 'mb');
      return `وحدة التخزين المضمّنة ممتلئة${mb === undefined ? '' : ` (${mb} ميغابايت)`}. صِل حساب Azure Storage للمتابعة؛ ولا تزال البيانات الموجودة متاحة للقراءة.`;
    },
    'bad-message': () => 'تعذرت عليّ قراءة تلك الرسالة. اكتب «help» لمعرفة ما يمكنني القيام به.',
    unsigned: () => 'لا أقبل إلا الرسائل الموقّعة من Microsoft Teams. اكتب لي في Teams.',
    'other-channel': () => 'لا أرد إلا في Microsoft Teams. اكتب لي هناك.',
    'action-unknown': () =>
      'لا أعرف هذا الزر؛ قد تكون البطاقة من إصدار أقدم. اكتب «help» للحصول على بطاقة جديدة.',
    unexpected: () => 'حدث خطأ من جانبي. لم يُفقد أي شيء: حاول مرة أخرى بعد قليل.',
  };
}
