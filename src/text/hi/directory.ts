import type { Network } from '../../domain/network.ts';
import type { Source } from '../../domain/person.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';
import { ownValue } from '../own-value.ts';

const sources: Readonly<Record<Source, string>> = {
  admin: 'व्यवस्थापक द्वारा',
  group: 'समूह के माध्यम से',
  signin: 'कार्य खाते से साइन इन करके',
  entra: 'Microsoft Entra ID से',
};

/** Sentences about people: lists of them, one of them, and what is done with them. */
export function directoryWords(
  format: Format,
  words: {
    readonly people: (count: number) => string;
    readonly network: (network: Network) => string;
  },
): Pick<
  Text,
  | 'source'
  | 'ownValue'
  | 'directory'
  | 'find'
  | 'profile'
  | 'personHistory'
  | 'form'
  | 'deletion'
  | 'bulk'
> {
  const number = (value: number) => format.number(value);
  const { people, network: networkName } = words;
  /** In someone's history it is as the record has it. */
  const recordedNetwork = (value: string) =>
    value === 'Employee' || value === 'Others' ? networkName(value) : value;
  return {
    source: (source) => sources[source],

    ownValue: (type, value) => ownValue(format, { yes: 'हाँ', no: 'नहीं' }, type, value),

    directory: {
      title: 'निर्देशिका',
      updating: 'कोई आयात चल रहा है या अभी-अभी पूरा हुआ है: सबसे नए लोग यहाँ थोड़ी देर में दिखाई देंगे।',
      page: (first, last, total) =>
        first === 1 && last === total
          ? `${people(total)}, नाम के क्रम में`
          : `${people(total)} में से ${number(first)}–${number(last)}, नाम के क्रम में`,
      filteredBy: ({ department, source }) =>
        [
          ...(department === undefined ? [] : [`विभाग: ${department}`]),
          ...(source === undefined ? [] : [`स्रोत: ${sources[source]}`]),
        ].join(' · '),
      empty: 'यहाँ अभी कोई नहीं है।',
      emptyHow: (network) =>
        `“${networkName(network)}” नेटवर्क के लिए कोई फ़ाइल आयात करें या लोगों को एक-एक करके जोड़ें।`,
      emptyFiltered: 'इस फ़िल्टर से यहाँ कोई मेल नहीं खाता।',
      emptyFilteredHow: 'कोई दूसरा विभाग या स्रोत चुनें, या सभी को दिखाएँ।',
      department: 'विभाग',
      source: 'स्रोत',
      allDepartments: 'सभी विभाग',
      allSources: 'कोई भी स्रोत',
      departmentChoice: (name, count) => `${name} (${number(count)})`,
      moreDepartments: 'यहाँ केवल सबसे बड़े विभाग दिए गए हैं।',
      select: 'आप किसे स्थानांतरित करना या हटाना चाहते हैं?',
      selectDelete: 'आप किसे हटाना चाहते हैं?',
      nobodySelected: 'कम से कम एक व्यक्ति चुनें।',
      search: 'व्यक्ति खोजें',
      searchHint: 'नाम, फ़ोन, ईमेल या कर्मचारी ID',
      pickOne: 'सूची में से किसी व्यक्ति को चुनें।',
    },

    find: {
      title: 'व्यक्ति खोजें',
      found: (query, shown, more) =>
        more
          ? `“${query}” से मेल खाने वाले ${people(shown)} से अधिक हैं। खोज को सीमित करने के लिए नाम का और हिस्सा लिखें।`
          : `“${query}” से मेल खाने वाले: ${people(shown)}।`,
      nothing: (query) => `“${query}” से कोई मेल नहीं खाता।`,
      nothingHow: 'नाम या उपनाम की शुरुआत, किसी भी तरह लिखा फ़ोन नंबर, ईमेल पता या कर्मचारी ID लिखकर देखें।',
      ask: 'लिखना शुरू करें और सूची में से चुनें।',
      orSay: 'या “find” के साथ कोई नाम, फ़ोन नंबर, ईमेल पता या कर्मचारी ID लिखें।',
    },

    profile: {
      facts: {
        source: 'स्रोत',
        linked: 'कार्य खाता',
        added: 'जोड़ने की तारीख',
        changed: 'पिछला परिवर्तन',
        groups: 'साझा समूह',
        name: 'नाम',
      },
      network: (network) => `“${networkName(network)}” नेटवर्क`,
      isLinked: 'लिंक किया हुआ',
      isNotLinked: 'लिंक नहीं है',
      changed: (iso, by, operation = '') =>
        operation === '' ? byAt(format, iso, by) : `${byAt(format, iso, by)}, ${operation} से`,
      linkedNote: `जो व्यक्ति कार्य खाते से लिंक है, उसे “${networkName('Others')}” में स्थानांतरित या हटाया नहीं जा सकता।`,
      noName: 'अभी कोई नाम नहीं',
      deletedTitle: 'हटाया गया',
      deleted: (deletedIso, untilIso) =>
        `${format.date(deletedIso)} को हटाया गया। ${format.date(untilIso)} तक पुनर्स्थापित किया जा सकता है।`,
      deletedForGood: (deletedIso) =>
        `${format.date(deletedIso)} को हटाया गया। पुनर्स्थापित करने का समय बीत चुका है।`,
    },

    personHistory: {
      title: (name) => `${name} का इतिहास`,
      empty: 'इस व्यक्ति के निर्देशिका में आने के बाद से कुछ नहीं बदला है।',
      page: (page, pages) => `पृष्ठ ${number(page)}, कुल ${number(pages)}`,
      byAt: (iso, by) => byAt(format, iso, by),
      byImport: (file) => (file === undefined ? 'आयात द्वारा' : `${file} के आयात द्वारा`),
      moved: (before, after) =>
        before === ''
          ? `नेटवर्क: ${recordedNetwork(after)}`
          : `स्थानांतरित: ${recordedNetwork(before)} → ${recordedNetwork(after)}`,
      deletedOrRestored: ({ after }) => (after === '' ? 'पुनर्स्थापित किया गया' : 'हटाया गया'),
      linked: ({ after }) => (after === '' ? 'अब कार्य खाते से लिंक नहीं है' : 'कार्य खाते से लिंक किया गया'),
      merged: (name) => `इसी व्यक्ति के एक और रिकॉर्ड के साथ मिलाया गया: ${name}`,
      more: (more) => `और ${number(more)} अन्य परिवर्तन`,
    },

    form: {
      addTitle: 'व्यक्ति जोड़ें',
      editTitle: (name) => `${name} को संपादित करें`,
      intro: 'तारांकित फ़ील्ड भरना आवश्यक है; बाकी सब बाद में भरा जा सकता है।',
      network: 'नेटवर्क',
      needsCorrection: (label) => `${label} – कृपया सुधारें`,
      phoneHint: '+ और देश कोड के साथ, जैसे +91 98765 43210',
      numberHint: 'कोई संख्या, जैसे 12.5',
      missing: (label) => `${label}: कृपया भरें।`,
      choose: 'निर्दिष्ट नहीं',
      problems: (count) => `${number(count)} फ़ील्ड में सुधार आवश्यक है। अभी कुछ भी सहेजा नहीं गया है।`,
      tooLongToEdit: (label) => `${label}: यहाँ संपादित करने के लिए बहुत लंबा है; यह जैसा है वैसा ही रहेगा।`,
      notShownAgain: (label) =>
        `${label}: आपने जो लिखा वह दोबारा दिखाने के लिए बहुत लंबा है; उसे फिर से लिखें।`,
      taken: (name) => `यह फ़ोन नंबर ${name} का है।`,
      takenHow: 'उस व्यक्ति को खोलें या कोई दूसरा नंबर लिखें। अभी कुछ भी सहेजा नहीं गया है।',
      changedTitle: 'इस बीच किसी और ने इस व्यक्ति की जानकारी बदल दी है',
      changedHow: 'आपके परिवर्तन नीचे हैं और अभी सहेजे नहीं गए हैं। कौन-से परिवर्तन मान्य हों, यह आप तय करें।',
      changedBy: (iso, by) => byAt(format, iso, by),
    },

    deletion: {
      title: (count) => (count === 1 ? 'इस व्यक्ति को हटाएँ?' : `${people(count)} हटाएँ?`),
      restorable: '30 दिनों तक पुनर्स्थापित किया जा सकता है।',
      linked: (count) =>
        `चुने गए लोगों में से ${number(count)} कार्य खाते से ${format.plural(count, {
          one: 'लिंक है और हटाया',
          other: 'लिंक हैं और हटाए',
        })} नहीं जा ${format.plural(count, { one: 'सकता', other: 'सकते' })}:`,
      linkedAlone:
        'यह व्यक्ति कार्य खाते से लिंक है और हटाया नहीं जा सकता। इसके बजाय Microsoft Entra ID में खाता निकालें।',
      linkedPerson: (name) => `${name} (लिंक किया हुआ)`,
      more: (more) => `और ${number(more)} अन्य`,
    },

    bulk: {
      moved: (count, network) =>
        network === undefined
          ? `${people(count)} स्थानांतरित।`
          : `${people(count)} “${networkName(network)}” में स्थानांतरित।`,
      deleted: (count) => (count === 0 ? 'कोई नहीं हटाया गया।' : `${people(count)} हटाए गए।`),
      noneMoved: 'कोई स्थानांतरित नहीं किया गया।',
      restorable: '30 दिनों तक पुनर्स्थापित किया जा सकता है।',
      refusedTitle: (count) =>
        `${people(count)} ${format.plural(count, { one: 'जैसा था वैसा ही है', other: 'जैसे थे वैसे ही हैं' })}:`,
      refused: (name, reason, what) => `${name}: ${refusal(reason, what, networkName('Employee'))}`,
      more: (more) => `और ${number(more)} अन्य, ऐसे ही कारणों से`,
      missing: (count) =>
        `${people(count)} अब निर्देशिका में नहीं ${format.plural(count, { one: 'है', other: 'हैं' })}।`,
    },
  };
}

function byAt(format: Format, iso: string, by: string): string {
  const at = format.dateTime(iso);
  return by.trim() === '' ? at : `${at}, ${by.trim()} द्वारा`;
}

/** Why one person was left out of what was done to several. Reasons of a later version get a sentence too. */
function refusal(reason: string, what: 'moved' | 'deleted', employee: string): string {
  switch (reason) {
    case 'linked':
      return what === 'moved'
        ? `कार्य खाते से लिंक है, इसलिए “${employee}” में ही रहेगा`
        : 'कार्य खाते से लिंक है; इसके बजाय Microsoft Entra ID में खाता निकालें';
    case 'already-there':
      return 'पहले से वहीं है';
    case 'changed-meanwhile':
      return 'अभी-अभी किसी और ने जानकारी बदली है; फिर से कोशिश करें';
    case 'deleted':
      return 'पहले ही हटाया जा चुका है';
    default:
      return `${what === 'moved' ? 'स्थानांतरित नहीं किया' : 'हटाया नहीं'} जा सका; फिर से कोशिश करें`;
  }
}
