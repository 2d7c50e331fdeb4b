import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import { endless, isExport, isSync, maxInWorkbook, saidDetail } from '../error-details.ts';
import type { Format } from '../format.ts';

type Sentence = (details: ErrorDetails) => string;

/** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
export function errorSentences(format: Format): Readonly<Record<ErrorCode, Sentence>> {
  const said = saidDetail(format);
  const notCsv =
    (what: string, next: string): Sentence =>
    () =>
      `यह ${what} है, CSV फ़ाइल नहीं। ${next}`;
  return {
    'not-an-admin': (details) => {
      const admins = said(details, 'admins');
      return admins === undefined
        ? 'इसके लिए आपका निर्देशिका का व्यवस्थापक होना आवश्यक है। अपने संगठन के टेनेंट व्यवस्थापक से कहें कि वे यह करें या आपको व्यवस्थापक बनाएँ।'
        : `इसके लिए आपका निर्देशिका का व्यवस्थापक होना आवश्यक है। अपने संगठन के टेनेंट व्यवस्थापकों से संपर्क करें: ${admins}।`;
    },
    'other-organization': () =>
      'यह नहीं किया जा सकता, क्योंकि यह किसी दूसरे संगठन का है। उस संगठन के टेनेंट व्यवस्थापक से संपर्क करें।',
    'needs-tenant-admin': () =>
      'इसके लिए आपका टेनेंट व्यवस्थापक होना आवश्यक है। अपने संगठन के टेनेंट व्यवस्थापक से कहें कि वे यह करें या आपको यह भूमिका दें।',
    'no-organization': () =>
      'मैं यह नहीं जान पा रहा हूँ कि आप किस संगठन के हैं, इसलिए कोई निर्देशिका नहीं खोल सकता। Teams में अपने कार्य खाते से साइन इन करें और फिर से कोशिश करें।',
    'file-in-group-chat': () =>
      'मैं किसी चैनल या समूह चैट में फ़ाइल नहीं ले सकता। हमारी निजी चैट खोलें और फ़ाइल वहाँ भेजें।',
    'file-empty': () =>
      'यह फ़ाइल खाली है। इसमें कम से कम शीर्षक पंक्ति और एक व्यक्ति होना चाहिए; फिर इसे दोबारा भेजें।',
    'file-is-workbook': notCsv(
      'एक Excel कार्यपुस्तिका',
      'Excel में “फ़ाइल”, “इस रूप में सहेजें”, “CSV UTF-8” चुनें और वह फ़ाइल भेजें।',
    ),
    'file-is-image': notCsv(
      'एक चित्र',
      'लोगों को CSV फ़ाइल में भेजें; भरने के लिए टेम्पलेट “template” लिखकर मिलेगा।',
    ),
    'file-is-web-page': notCsv(
      'एक वेब पेज',
      'फ़ोन पर असली फ़ाइल की जगह ऐसा आ सकता है: उसे फ़ाइल ऐप से या किसी कंप्यूटर से फिर से भेजें।',
    ),
    'file-is-pdf': notCsv(
      'एक PDF',
      'लोगों को CSV फ़ाइल में भेजें; भरने के लिए टेम्पलेट “template” लिखकर मिलेगा।',
    ),
    'file-is-archive': notCsv('एक संपीड़ित संग्रह', 'इसे खोलें और इसके भीतर की CSV फ़ाइल भेजें।'),
    'file-is-json': notCsv(
      'एक JSON फ़ाइल',
      'जिस प्रोग्राम से यह आई है, उसमें इसे CSV के रूप में सहेजें और वह भेजें।',
    ),
    'file-is-binary': notCsv(
      'एक बाइनरी फ़ाइल',
      'जिस प्रोग्राम से यह आई है, उसमें इसे CSV के रूप में सहेजें और वह भेजें।',
    ),
    'file-too-large': (details) => {
      const limit = said(details, 'limitMb');
      const size = said(details, 'fileMb');
      const what =
        size === undefined ? 'यह फ़ाइल बहुत बड़ी है' : `यह फ़ाइल ${size}\u00A0MB की है, जो बहुत बड़ी है`;
      const most =
        limit === undefined ? '' : `; एक बार में अधिक से अधिक ${limit}\u00A0MB आयात किए जा सकते हैं`;
      return `${what}${most}। इसे कई फ़ाइलों में बाँटें और उन्हें एक-एक करके भेजें।`;
    },
    'file-address-refused': () =>
      'मैं उस पते से फ़ाइल नहीं लेता। इसके बजाय फ़ाइल को इस चैट में किसी संदेश के साथ संलग्न करें।',
    'file-address-expired': () =>
      'फ़ाइल अब Teams से नहीं ली जा सकी, क्योंकि उसका पता कुछ ही मिनट चलता है। फ़ाइल फिर से भेजें।',
    'file-address-slow': () => 'Teams ने फ़ाइल देने में बहुत देर लगाई। थोड़ी देर में उसे फिर से भेजें।',
    'file-address-failed': ({ status }) =>
      `Teams ने फ़ाइल नहीं दी${status === undefined ? '' : ` (उत्तर ${String(status)})`}। फ़ाइल फिर से भेजें।`,
    'too-many-files': (details) => {
      const limit = said(details, 'limit');
      const minutes = said(details, 'minutes');
      const when = minutes === undefined ? 'एक बार में' : `${minutes} मिनट में`;
      const most = limit === undefined ? '' : `; ${when} अधिक से अधिक ${limit} भेजी जा सकती हैं`;
      return `ये बहुत अधिक फ़ाइलें हैं${most}। मैंने इनमें से कोई नहीं ली: थोड़ा रुकें और एक बार में कुछ ही भेजें।`;
    },
    'no-phone-column': (details) => {
      const columns = said(details, 'columns');
      const found = columns === undefined ? '' : ` मिले हुए कॉलम: ${columns}।`;
      return `किसी कॉलम में फ़ोन नंबर नहीं हैं, और लोग उन्हीं से पहचाने जाते हैं।${found} किसी कॉलम का नाम “Phone number” रखें और फ़ाइल फिर से भेजें।`;
    },
    'no-header': () =>
      'फ़ाइल में शीर्षक पंक्ति नहीं है। पहली लाइन में कॉलम के नाम लिखें, जिनमें “Phone number” भी हो, और फ़ाइल फिर से भेजें।',
    'two-columns-for-one': (details) => {
      const first = said(details, 'first');
      const second = said(details, 'second');
      const which =
        first === undefined || second === undefined
          ? 'दो कॉलम का'
          : `“${first}” और “${second}” कॉलम का`;
      return `${which} अर्थ एक ही है, और मैं नहीं जान सकता कि कौन-सा मान्य है। उनमें से एक को निकालें या उसका नाम बदलें और फ़ाइल फिर से भेजें।`;
    },
    'no-usable-row': () =>
      'इस फ़ाइल की कोई पंक्ति आयात नहीं की जा सकती। देखें कि शीर्षक पंक्ति के नीचे फ़ोन नंबर वाले लोग हैं, और इसे फिर से भेजें।',
    'unknown-encoding': () => 'मैं इस फ़ाइल के वर्ण नहीं पढ़ सकता। इसे “CSV UTF-8” के रूप में सहेजें और फिर से भेजें।',
    'operation-gone': (details) =>
      isSync(details)
        ? 'यह सिंक अब मौजूद नहीं है। जो हैं उन्हें देखने के लिए “sync history” लिखें, या नए के लिए “sync”।'
        : isExport(details)
          ? 'यह निर्यात अब मौजूद नहीं है। जो हैं उन्हें देखने के लिए “export history” लिखें, या नए के लिए “export”।'
          : 'यह आयात या निर्यात अब मौजूद नहीं है। जो हैं उन्हें देखने के लिए “import history” या “export history” लिखें, या नए सिरे से शुरू करें।',
    'operation-not-yours': (details) =>
      `यह नहीं किया जा सकता, क्योंकि यह किसी और का है। जिसने इसे शुरू किया उससे पूछें, या ${isExport(details) ? '“export” लिखकर अपना निर्यात माँगें' : 'अपनी फ़ाइल भेजें'}।`,
    'operation-not-waiting': (details) =>
      `अब इस उत्तर की प्रतीक्षा नहीं है। वर्तमान स्थिति देखने के लिए “${isSync(details) ? 'sync' : isExport(details) ? 'export' : 'import'} history” लिखें।`,
    'nothing-to-undo': () =>
      'यहाँ पूर्ववत करने के लिए कुछ नहीं है, क्योंकि इसमें किसी को नहीं बदला गया। और क्या आयात हुआ, यह देखने के लिए “import history” लिखें।',
    'undo-too-late': (details) =>
      `इसे अब पूर्ववत नहीं किया जा सकता; यह केवल ${said(details, 'days') ?? '30'} दिनों तक संभव है। क्या बदला था, यह हर व्यक्ति के इतिहास में दिखता रहेगा: जिन्हें पहले जैसा होना चाहिए, उन्हें संपादित करें।`,
    'plan-gone': (details) =>
      details.kind === 'undo'
        ? 'पूर्ववत करने के लिए जो चाहिए, वह अब नहीं है। क्या बदला था, यह हर व्यक्ति के इतिहास में दिखता रहेगा: जिन्हें पहले जैसा होना चाहिए, उन्हें संपादित करें।'
        : 'फ़ाइल के बारे में मैंने जो लिख रखा था, वह अब नहीं है; इसलिए मैं रुक गया। फ़ाइल फिर से भेजें; जो लिखा जा चुका है उसे पहचान लिया जाएगा और दोबारा नहीं लिखा जाएगा।',
    'given-up': (details) => {
      const tries = typeof details.tries === 'number' ? details.tries : undefined;
      const reason = said(details, 'reason');
      const after =
        tries === undefined ? 'कई कोशिशों के बाद' : `${format.number(tries)} बार कोशिश के बाद`;
      const next = isSync(details)
        ? 'जारी रखने के लिए “sync” लिखें और “अभी सिंक करें” दबाएँ; जो लिखा जा चुका है वह बना रहेगा।'
        : isExport(details)
          ? 'फिर से माँगने के लिए “export” लिखें।'
          : details.kind === 'undo'
            ? 'आयात के कार्ड पर “आयात पूर्ववत करें” फिर से दबाएँ; जो पहले जैसे हो चुके हैं, वे वैसे ही रहेंगे।'
            : 'फ़ाइल फिर से भेजें; जो लिखा जा चुका है उसे पहचान लिया जाएगा और दोबारा नहीं लिखा जाएगा।';
      return `${after} मैंने छोड़ दिया${reason === undefined ? '' : `: ${endless(reason)}`}। ${next}`;
    },
    'too-many-for-workbook': (details) => {
      const most = said(details, 'most') ?? format.number(maxInWorkbook);
      return `Excel कार्यपुस्तिका की एक शीट में ${most} लोग आते हैं, और यहाँ इससे अधिक हैं। “export” लिखें और CSV चुनें, या हर नेटवर्क को अलग से निर्यात करें।`;
    },
    'schedule-gone': () => 'यह शेड्यूल अब मौजूद नहीं है। जो हैं उन्हें देखने के लिए “schedules” लिखें।',
    'schedule-not-yours': (details) =>
      `आप यह शेड्यूल नहीं बदल सकते, क्योंकि यह ${said(details, 'name') ?? 'किसी और'} का है। उनसे या किसी टेनेंट व्यवस्थापक से संपर्क करें।`,
    'too-many-schedules': (details) => {
      const most = said(details, 'most');
      return `और शेड्यूल नहीं बनाए जा सकते${most === undefined ? '' : ` (${most})`}। “schedules” लिखें और पहले एक निकालें।`;
    },
    'sync-not-set-up': () =>
      'Microsoft Entra से अभी कुछ भी सिंक नहीं होता। क्या सिंक हो यह चुनने के लिए “sync” लिखें और “मैपिंग बदलें” दबाएँ।',
    'sync-running': () =>
      'एक सिंक पहले से चल रहा है। वह कहाँ तक पहुँचा, यह “sync” लिखकर देखें; उसके पूरा होने पर फिर से कोशिश करें।',
    'entra-unreachable': () =>
      'Microsoft Entra से अभी संपर्क नहीं हो पा रहा है। कुछ भी खोया नहीं है: “sync” लिखें और कुछ मिनटों में “अभी सिंक करें” फिर से दबाएँ।',
    'entra-nobody': () =>
      'सिंक होने वाले उपयोगकर्ताओं में Microsoft Entra किसी का नाम नहीं देता; इसलिए किसी को नहीं निकाला गया। “मैपिंग बदलें” में समूहों की जाँच करें और फिर “अभी सिंक करें” दबाएँ।',
    'entra-delta-expired': () =>
      'Microsoft Entra को अब याद नहीं कि पिछला सिंक कहाँ समाप्त हुआ था। “अभी सिंक करें” दबाएँ: तब सभी लोगों की जाँच होगी।',
    'entra-refused': (details) => {
      const permission = said(details, 'permission');
      const which = permission === undefined ? 'एक अनुमति' : `एप्लिकेशन अनुमति ${permission}`;
      return `Microsoft Entra में Rollcall के पास ${which} नहीं है। “ग्लोबल व्यवस्थापक” या “विशेषाधिकार प्राप्त भूमिका व्यवस्थापक” इसे ऐप पंजीकरण को दे सकते हैं (API अनुमतियाँ, “व्यवस्थापक सहमति दें”); फिर “अभी सिंक करें” दबाएँ।`;
    },
    'person-gone': () =>
      'यह व्यक्ति अब निर्देशिका में नहीं है। खोजने के लिए “find” और नाम लिखें, या कौन-कौन है यह देखने के लिए “directory”।',
    'phone-taken': (details) =>
      `यह फ़ोन नंबर अब ${said(details, 'name') ?? 'किसी और'} का है। पहले उसे वहाँ बदलें और फिर से कोशिश करें।`,
    'too-many-people': (details) =>
      `ये एक बार में बहुत अधिक लोग हैं; अधिक से अधिक ${said(details, 'most') ?? '100'} साथ में स्थानांतरित या हटाए जा सकते हैं। कम लोग चुनें और फिर से कोशिश करें।`,
    'nobody-chosen': () => 'किसी को नहीं चुना गया। सूची में से कम से कम एक व्यक्ति चुनें और फिर से कोशिश करें।',
    'last-tenant-admin': () =>
      'अंतिम टेनेंट व्यवस्थापक को नहीं निकाला जा सकता, क्योंकि उसके बाद कोई नया नहीं बना सकेगा। पहले किसी और को टेनेंट व्यवस्थापक बनाएँ।',
    'admin-fixed': () =>
      'यह व्यवस्थापक परिनियोजन द्वारा निर्धारित है और यहाँ से नहीं निकाला जा सकता। Rollcall चलाने वालों से TENANT_ADMINS बदलने को कहें।',
    'attribute-gone': () => 'यह विशेषता अब मौजूद नहीं है। जो हैं उन्हें देखने के लिए “attributes” लिखें।',
    'group-gone': () =>
      'यह समूह अब आपके संगठन का नहीं है: टीम हटा दी गई, या मुझे उसमें से निकाल दिया गया। जो हैं उन्हें देखने के लिए “group” लिखें।',
    'not-a-group-admin': () =>
      'यह नहीं किया जा सकता, क्योंकि यह समूह आपका नहीं है। इसके स्वामियों या निर्देशिका के किसी व्यवस्थापक से संपर्क करें।',
    'setting-wrong': (details) => {
      const setting = said(details, 'setting');
      const problem = said(details, 'problem');
      const which =
        setting === undefined ? 'कोई सेटिंग नहीं है या गलत है' : `सेटिंग ${setting} नहीं है या गलत है`;
      return `${which}${problem === undefined ? '' : `: ${endless(problem)}`}। क्या मान्य है, यह .env.example में लिखा है; उसके बाद पुनः प्रारंभ करें।`;
    },
    'port-taken': (details) => {
      const { port } = details;
      const setting = said(details, 'setting');
      const which = port === undefined ? 'एक आवश्यक पोर्ट' : `पोर्ट ${String(port)}`;
      const other = setting === undefined ? '' : ` या ${setting} से कोई दूसरा पोर्ट चुनें`;
      return `${which} किसी दूसरे प्रोग्राम के पास है। उसे बंद करें${other} और पुनः प्रारंभ करें।`;
    },
    'data-dir-taken': ({ pid }) =>
      `कोई दूसरा Rollcall${pid === undefined ? '' : ` (प्रक्रिया ${String(pid)})`} डेटा फ़ोल्डर का उपयोग कर रहा है। उसे बंद करें या DATA_DIR से कोई दूसरा फ़ोल्डर चुनें और पुनः प्रारंभ करें।`,
    'not-loopback': () =>
      'बिना ऐप ID के मैं केवल इसी कंप्यूटर पर स्थानीय मोड में चलता हूँ। MicrosoftAppId सेट करें या “npm start” से शुरू करें।',
    'storage-unreachable': () =>
      'निर्देशिका के संग्रहण से अभी संपर्क नहीं हो पा रहा है। कुछ भी खोया नहीं है: कुछ मिनटों में फिर से कोशिश करें।',
    'storage-refused': (details) => {
      const reason = said(details, 'reason');
      return `निर्देशिका का संग्रहण मुझे पहुँच नहीं दे रहा है${reason === undefined ? '' : ` (${reason})`}। इन सेटिंग के साथ “npm run doctor” चलाएँ: वह बताएगा कि कौन-सी भूमिका या कुंजी नहीं है।`;
    },
    'store-full': (details) => {
      const mb = said(details, 'mb');
      return `अंतर्निहित संग्रहण भर गया है${mb === undefined ? '' : ` (${mb}\u00A0MB)`}। जारी रखने के लिए Azure संग्रहण खाता जोड़ें; जो है उसे पढ़ा जा सकता है।`;
    },
    'bad-message': () => 'मैं वह संदेश नहीं पढ़ सका। मैं क्या कर सकता हूँ, यह “help” लिखकर देखें।',
    unsigned: () => 'मैं केवल वही स्वीकार करता हूँ जिस पर Microsoft Teams के हस्ताक्षर हों। मुझे Teams में लिखें।',
    'other-channel': () => 'मैं केवल Microsoft Teams में उत्तर देता हूँ। मुझे वहाँ लिखें।',
    'action-unknown': () =>
      'मैं इस बटन को नहीं जानता; शायद कार्ड किसी पुराने संस्करण का है। “help” लिखकर नया कार्ड पाएँ।',
    unexpected: () => 'मुझसे कुछ गड़बड़ हो गई। कुछ भी खोया नहीं है: थोड़ी देर में फिर से कोशिश करें।',
  };
}
