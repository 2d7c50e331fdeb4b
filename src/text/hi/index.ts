import { isOwnKey } from '../../domain/attributes.ts';
import type { BuiltInAttribute } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { PersonFact } from '../../domain/person.ts';
import type { OperationKind, StatusWord } from '../../domain/operations/operation.ts';
import { statusWord } from '../../domain/operations/operation.ts';
import { doctorWords } from '../en-doctor.ts';
import { wholePercent } from '../en.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';
import { auditFile } from './audit.ts';
import { directoryWords } from './directory.ts';
import { errorSentences } from './errors.ts';
import { exportWords } from './exports.ts';
import { groupWords } from './groups.ts';
import { organizationWords } from './organization.ts';
import { rowReason } from './reasons.ts';
import { syncWords } from './sync.ts';
import { undoWords } from './undo.ts';

/** Every user-facing sentence, in Hindi, with the reader's numbers and dates. */
export function hi(format: Format): Text {
  const number = (value: number) => format.number(value);
  /** "3 पंक्तियाँ": a number with its word; zero goes with one */
  const rows = (n: number) => `${number(n)} ${format.plural(n, { one: 'पंक्ति', other: 'पंक्तियाँ' })}`;
  const people = (n: number) => `${number(n)} ${format.plural(n, { one: 'व्यक्ति', other: 'लोग' })}`;

  return {
    language: 'hi',
    format,
    count: {
      rows,
      people,
      rowsRejected: (n) => `${rows(n)} अस्वीकृत`,
      line: (counts) =>
        `${number(counts.added)} जोड़े गए, ${number(counts.updated)} अपडेट किए गए, ` +
        `${number(counts.unchanged)} अपरिवर्तित, ${number(counts.rejected)} अस्वीकृत`,
    },
    ...directoryWords(format, { people, network: (network) => networkNames[network] }),
    ...organizationWords(format),
    ...groupWords(format, { people }),
    ...exportWords(format, { people }),
    ...syncWords(format, { people }),
    ...undoWords(format, { people }),
    // Read by those who run the deployment, next to the English of logs.
    ...doctorWords(format),
    network: (network) => networkNames[network],
    attribute: (key, own) =>
      isOwnKey(key)
        ? (own?.find((attribute) => attribute.key === key)?.name ?? 'निकाली गई विशेषता')
        : attributes[key],
    attributeNames: attributes,
    auditFile,
    status: (state) => statusNames[statusWord(state)],
    error: (error) => errorSentences(format)[error.code](error.details),
    rowReason: (problem) => rowReason(problem, format),

    buttons: {
      continue: 'जारी रखें',
      cancel: 'रद्द करें',
      import: 'आयात करें',
      refresh: 'ताज़ा करें',
      directory: 'निर्देशिका',
      next: 'अगला पृष्ठ',
      previous: 'पिछला पृष्ठ',
      download: 'डाउनलोड करें',
      downloadTemplate: 'टेम्पलेट डाउनलोड करें',
      downloadErrorLog: 'त्रुटि लॉग डाउनलोड करें',
      viewDirectory: 'निर्देशिका देखें',
      view: 'देखें',
      open: 'खोलें',
      filterBy: 'फ़िल्टर करें…',
      filter: 'फ़िल्टर लागू करें',
      showAll: 'सभी दिखाएँ',
      select: 'चुनें…',
      moveTo: {
        Employee: '“कर्मचारी” में स्थानांतरित करें',
        Others: '“अन्य” में स्थानांतरित करें',
      },
      edit: 'संपादित करें',
      delete: 'हटाएँ',
      keep: 'रहने दें',
      restore: 'पुनर्स्थापित करें',
      history: 'इतिहास',
      back: 'वापस',
      showImport: 'आयात दिखाएँ',
      addUser: 'व्यक्ति जोड़ें',
      addPerson: 'व्यक्ति जोड़ें',
      save: 'सहेजें',
      saveMine: 'फिर भी मेरा सहेजें',
      keepTheirs: 'मेरा छोड़ दें',
      addAdmin: 'व्यवस्थापक जोड़ें',
      add: 'जोड़ें',
      remove: 'निकालें',
      addAttribute: 'विशेषता जोड़ें',
      exportAudit: 'परिवर्तन लॉग निर्यात करें',
      createRequest: 'निर्यात का अनुरोध करें',
      chooseColumns: 'कॉलम चुनें…',
      schedule: 'शेड्यूल करें…',
      saveSchedule: 'शेड्यूल सहेजें',
      schedules: 'शेड्यूल',
      pause: 'रोकें',
      resume: 'फिर शुरू करें',
      syncNow: 'अभी सिंक करें',
      startSync: 'सिंक शुरू करें',
      resetSync: 'सिंक रीसेट करें',
      changeMapping: 'मैपिंग बदलें',
      undoImport: 'आयात पूर्ववत करें',
      undoUndo: 'पूर्ववत रद्द करें',
    },

    commands: {
      import: 'लोगों को आयात करें',
      template: 'टेम्पलेट डाउनलोड करें',
      'import history': 'आयात इतिहास',
      export: 'लोगों को निर्यात करें',
      'export history': 'निर्यात इतिहास',
      schedules: 'निर्यात शेड्यूल',
      directory: 'निर्देशिका',
      find: 'व्यक्ति खोजें',
      'add user': 'व्यक्ति जोड़ें',
      group: 'समूह',
      'group add': 'समूह में जोड़ें',
      admins: 'व्यवस्थापक',
      attributes: 'विशेषताएँ',
      audit: 'परिवर्तन लॉग',
      sync: 'Entra सिंक',
      'sync history': 'सिंक इतिहास',
      settings: 'सेटिंग',
      help: 'सहायता',
      cancel: 'रद्द करें',
    },

    home: {
      title: 'Rollcall',
      greeting: (name) =>
        name === undefined || name.trim() === ''
          ? 'नमस्ते! मैं आपके संगठन की निर्देशिका सँभालता हूँ।'
          : `नमस्ते ${name.trim()}! मैं आपके संगठन की निर्देशिका सँभालता हूँ।`,
      whatToDo: 'मुझे कभी भी लोगों की CSV फ़ाइल भेजें, या चुनें:',
      nothingAllowed:
        'केवल व्यवस्थापक ही निर्देशिका के साथ काम कर सकते हैं। अपने संगठन के टेनेंट व्यवस्थापक से कहें कि वे आपको व्यवस्थापक बनाएँ।',
      notUnderstood: (said) =>
        said.trim() === ''
          ? 'मैं यह नहीं समझा। मैं ये काम कर सकता हूँ:'
          : `मैं “${said.trim()}” नहीं समझा। मैं ये काम कर सकता हूँ:`,
      groups: {
        import: 'आयात',
        export: 'निर्यात',
        directory: 'निर्देशिका',
        organization: 'संगठन',
        entra: 'Microsoft Entra',
        other: 'अन्य विकल्प',
      },
    },

    import: {
      title: 'लोगों को आयात करें',
      intro:
        'एक CSV फ़ाइल से कई लोगों को एक साथ जोड़ें या अपडेट करें। कुछ भी लिखे जाने से पहले आप देखेंगे कि क्या बदलेगा।',
      chooseNetwork: 'ये लोग किस नेटवर्क के हैं?',
      networkLabel: 'नेटवर्क',
      networkChoices: networkNames,
      networkMissing: 'पहले “कर्मचारी” या “अन्य” चुनें।',
      orCancel: 'या “cancel” लिखें।',
      ofFile: (fileName, sentence) => `${fileName}: ${sentence}`,
      beingReceived: (fileName) =>
        `मैं ${fileName} पहले से ले रहा हूँ। यदि एक मिनट में उसका कार्ड न आए, तो उसे फिर से भेजें।`,
      personalChatOnly: 'इसे हमारी निजी चैट में करते हैं, जिसे केवल आप देखते हैं: मेरे साथ चैट खोलें और वहाँ लिखें।',
      sendFile: 'CSV फ़ाइल यहाँ भेजें।',
      sendFileFor: (network) => `“${networkNames[network]}” नेटवर्क की CSV फ़ाइल यहाँ भेजें।`,
      sendFileHow: 'संदेश बॉक्स के नीचे पेपर क्लिप का उपयोग करें, या फ़ाइल को खींचकर इस चैट में छोड़ें।',
      needsPhone: 'हर व्यक्ति का फ़ोन नंबर आवश्यक है; बाकी कोई भी कॉलम छोड़ा जा सकता है।',
      fileReceived: (fileName) => `आपकी फ़ाइल ${fileName} मिल गई है।`,
      fileKept: 'फ़ाइल सहेज ली गई है। जारी रखने के लिए नेटवर्क चुनें।',
    },

    template: {
      title: 'CSV टेम्पलेट',
      intro: 'हर पंक्ति में एक व्यक्ति भरें और फ़ाइल यहाँ वापस भेजें। केवल फ़ोन नंबर आवश्यक है।',
      saveAs: 'Excel में इसे “CSV UTF-8” के रूप में सहेजें।',
    },

    operation: {
      titleFor: (network) =>
        network === undefined ? 'आयात' : `आयात – “${networkNames[network]}” नेटवर्क`,
      checking: 'फ़ाइल की जाँच हो रही है…',
      nothingWrittenYet: 'निर्देशिका में अभी कुछ भी नहीं लिखा गया है।',
      queued: 'अपनी बारी की प्रतीक्षा में है और अपने-आप शुरू हो जाएगा।',
      applying: 'निर्देशिका में लिखा जा रहा है…',
      exporting: 'फ़ाइल लिखी जा रही है…',
      cancelAsked: 'अगले सुरक्षित बिंदु पर रुकेगा…',
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `अब तक ${rows(done)}`
          : `${rows(total)} में से ${number(done)}`,
      percent: (done, total) => format.percent(wholePercent(done, total) / 100),
      youAreTold: 'पूरा होने पर आपको यहाँ संदेश मिलेगा; आप चैट बंद कर सकते हैं।',
      countTitles: {
        added: 'जोड़े गए',
        updated: 'अपडेट',
        unchanged: 'अपरिवर्तित',
        rejected: 'अस्वीकृत',
      },
      facts: {
        file: 'फ़ाइल',
        network: 'नेटवर्क',
        deleted: 'हटाए गए',
        by: 'किसने',
        sent: 'भेजा गया',
        ended: 'समाप्त',
      },
      completed: ({ added, updated, unchanged }) => {
        if (added + updated > 0) return `${people(added + updated)} निर्देशिका में लिखे गए।`;
        return unchanged > 0
          ? 'फ़ाइल के सभी लोग पहले से ही निर्देशिका में ठीक वैसे ही थे।'
          : 'निर्देशिका में किसी को नहीं लिखा गया।';
      },
      fixRejected:
        'त्रुटि लॉग में अस्वीकृत पंक्तियाँ वैसी ही हैं जैसी आपने भेजीं, हर एक के कारण के साथ। उन्हें सुधारें और फ़ाइल को वैसे ही वापस भेजें।',
      failed: 'अब और कुछ नहीं लिखा जा रहा है।',
      cancelledBefore: 'निर्देशिका में कुछ भी लिखे जाने से पहले रद्द किया गया।',
      cancelledMidway: ({ added, updated }, notApplied) => {
        if (added + updated === 0) {
          return 'निर्देशिका में किसी के लिखे जाने से पहले रद्द किया गया।';
        }
        const written = `रुकने से पहले: ${people(added)} जोड़े गए, ${number(updated)} अपडेट किए गए। यह ऐसे ही रहेगा।`;
        return notApplied === 0
          ? written
          : `${written} ${rows(notApplied)} लागू नहीं हुईं: दोबारा भेजने के लिए वे त्रुटि लॉग में हैं।`;
      },
      waitsForYou: 'आपके आयात करने या रद्द करने की प्रतीक्षा में',
      waitsForNetwork: 'आपके नेटवर्क चुनने की प्रतीक्षा में',
      fileGone: 'समय पूरा होने पर फ़ाइल हटा दी गई।',
      keptUntil: (iso) => `${format.date(iso)} तक रखा जाएगा।`,
    },

    preview: {
      title: 'आयात से पहले जाँचें',
      subtitle: (fileName, network) =>
        network === undefined ? fileName : `${fileName} → “${networkNames[network]}” नेटवर्क`,
      nothingWritten: 'निर्देशिका में अभी कुछ भी नहीं लिखा गया है।',
      allUnchanged: 'इस फ़ाइल का सब कुछ पहले से निर्देशिका में है। आयात से कुछ नहीं बदलेगा।',
      noneUsable: 'इस फ़ाइल की कोई पंक्ति आयात नहीं की जा सकती।',
      broughtBack: (n) =>
        `जोड़े गए लोगों में से ${number(n)} ${format.plural(n, {
          one: 'पहले हटाया गया था और अपने पुराने रिकॉर्ड के साथ वापस आ रहा है',
          other: 'पहले हटाए गए थे और अपने पुराने रिकॉर्ड के साथ वापस आ रहे हैं',
        })}।`,
      moved: (n) =>
        `${people(n)} दूसरे नेटवर्क से यहाँ ${format.plural(n, { one: 'आ रहा है', other: 'आ रहे हैं' })}।`,
      problemsTitle: (shown, all) =>
        shown < all ? `अस्वीकृत पंक्तियाँ: ${number(all)} में से पहली ${number(shown)}` : 'अस्वीकृत पंक्तियाँ',
      line: (line) => `लाइन ${number(line)}`,
      addedTitle: (shown, all) =>
        shown < all ? `नए लोग: ${number(all)} में से ${number(shown)}` : 'नए लोग',
      updatedTitle: (shown, all) =>
        shown < all ? `परिवर्तन: ${people(all)} में से ${number(shown)}` : 'परिवर्तन',
      change: (field, before, after) =>
        `${field}: ${before === '' ? '(खाली)' : before} → ${after === '' ? '(खाली)' : after}`,
      moreChanges: (more) => `और ${number(more)} अन्य परिवर्तन`,
      notUnderstoodTitle: 'जो कॉलम समझ में नहीं आए',
      notUnderstood: (columns, more) =>
        more > 0 ? `${columns.join(', ')} और ${number(more)} अन्य` : columns.join(', '),
      notUnderstoodHint: 'ये कॉलम छोड़ दिए जाएँगे; बाकी सब आयात होगा।',
    },

    notice: {
      title: (kind, state, undo) => {
        const undoName = undo?.again === true ? 'पूर्ववत को रद्द करना' : 'पूर्ववत करना';
        const name = undo === undefined ? operationNames[kind] : undoName;
        return `${name}: ${statusNames[statusWord(state)]}`;
      },
    },

    history: {
      title: (kind) => historyTitles[kind],
      empty: (kind) => nothingYet[kind],
      emptyPage: 'इससे पुराना कुछ नहीं है।',
      byAt: (name, iso) =>
        name.trim() === '' ? format.dateTime(iso) : `${name.trim()} · ${format.dateTime(iso)}`,
      newestFirst: 'सबसे नए पहले',
    },

    outcome: {
      importStarted: (fileName) => `${fileName} का आयात शुरू हो गया है।`,
      importCancelled: (fileName) => `${fileName} का आयात रद्द कर दिया गया है।`,
      networkChosen: (network) => `“${networkNames[network]}” नेटवर्क।`,
      alreadyDone: (status) => `यह पहले ही हो चुका है। वर्तमान स्थिति: ${status}।`,
      beingDone: 'यह अभी हो ही रहा है।',
      doneBefore: 'यह पहली बार बटन दबाने पर ही हो चुका था। दूसरी बार कुछ नहीं किया गया।',
      cancelled: 'रद्द किया गया',
      done: 'हो गया',
      sorry: 'यह नहीं हो सका',
    },

    cancel: {
      nothingOpen: 'रद्द करने के लिए कोई खुला प्रश्न नहीं है।',
      dropped: 'ठीक है, मैंने वह प्रश्न छोड़ दिया है।',
      droppedImport: (fileName) => `ठीक है, मैंने ${fileName} का आयात छोड़ दिया है। कुछ भी नहीं लिखा गया।`,
      goesOn: (kind, fileName) =>
        `${goingOn[kind](fileName)} चलता रहेगा; उसे रोकने के लिए उसके कार्ड पर “रद्द करें” दबाएँ।`,
    },
  };
}

const networkNames: Readonly<Record<Network, string>> = {
  Employee: 'कर्मचारी',
  Others: 'अन्य',
};

const statusNames: Readonly<Record<StatusWord, string>> = {
  Processing: 'चल रहा है',
  Queued: 'कतार में',
  Completed: 'पूर्ण',
  Failed: 'विफल',
  Cancelled: 'रद्द',
};

const operationNames: Readonly<Record<OperationKind, string>> = {
  import: 'आयात',
  export: 'निर्यात',
  sync: 'सिंक',
};

const historyTitles: Readonly<Record<OperationKind, string>> = {
  import: 'आयात इतिहास',
  export: 'निर्यात इतिहास',
  sync: 'सिंक इतिहास',
};

const nothingYet: Readonly<Record<OperationKind, string>> = {
  import: 'अभी कुछ भी आयात नहीं किया गया है। शुरू करने के लिए “import” लिखें।',
  export: 'अभी कुछ भी निर्यात नहीं किया गया है। शुरू करने के लिए “export” लिखें।',
  sync: 'अभी कुछ भी सिंक नहीं किया गया है। शुरू करने के लिए “sync” लिखें।',
};

const goingOn: Readonly<Record<OperationKind, (fileName: string) => string>> = {
  import: (fileName) => `${fileName} का आयात`,
  export: (fileName) => `निर्यात ${fileName}`,
  sync: (fileName) => `${fileName} के साथ सिंक`,
};

const attributes: Readonly<Record<BuiltInAttribute | PersonFact, string>> = {
  phone: 'फ़ोन नंबर',
  firstName: 'नाम',
  lastName: 'उपनाम',
  displayName: 'प्रदर्शन नाम',
  email: 'ईमेल',
  jobTitle: 'पद',
  department: 'विभाग',
  location: 'स्थान',
  employeeId: 'कर्मचारी ID',
  network: 'नेटवर्क',
  deleted: 'हटाया गया',
  linked: 'कार्य खाते से लिंक',
  merged: 'इसके साथ मिलाया गया',
};
