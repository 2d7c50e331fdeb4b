import { rowReasonIn, type ReasonSentences } from '../row-reason.ts';

const reasons: ReasonSentences = {
  'phone-missing': () => 'फ़ोन नंबर नहीं है।',
  'phone-scientific': ({ value }) =>
    `किसी स्प्रेडशीट ने फ़ोन नंबर${value} को वैज्ञानिक संकेतन में बदल दिया है, जिससे अंक खो जाते हैं। कॉलम का प्रारूप टेक्स्ट करें और नंबर फिर से लिखें।`,
  'phone-not-a-number': ({ value }) => `मान${value} कोई फ़ोन नंबर नहीं है।`,
  'phone-no-country': ({ value }) => `फ़ोन नंबर${value} में देश कोड नहीं है। इसे + और देश कोड के साथ लिखें।`,
  'phone-unknown-country': ({ value }) => `फ़ोन नंबर${value} ऐसे देश कोड से शुरू होता है जो मौजूद नहीं है।`,
  'phone-too-short': ({ value }) => `फ़ोन नंबर${value} बहुत छोटा है।`,
  'phone-too-long': ({ value }) => `फ़ोन नंबर${value} बहुत लंबा है।`,
  'phone-not-valid': ({ value }) => `फ़ोन नंबर${value} अपने देश में उपयोग में नहीं है। अंकों की जाँच करें।`,
  'phone-has-extension': ({ value }) =>
    `फ़ोन नंबर${value} में एक्सटेंशन है। ऐसा नंबर दें जिस पर व्यक्ति से सीधे बात हो सके।`,
  'too-long': ({ column, value }) => `मान${value}${column} बहुत लंबा है।`,
  'email-not-valid': ({ column, value }) => `ईमेल पता${value}${column} मान्य नहीं है।`,
  'number-not-valid': ({ column, value }) =>
    `मान${value}${column} कोई संख्या नहीं है। केवल अंक और अधिक से अधिक एक दशमलव चिह्न लिखें, जैसे 12.5।`,
  'yes-no-not-valid': ({ column, value }) => `मान${value}${column} न हाँ है, न नहीं।`,
  'date-not-valid': ({ column, value }) =>
    `मान${value}${column} कोई तारीख नहीं है। इसे 2026-01-31 की तरह लिखें।`,
  'date-ambiguous': ({ column, value }) =>
    `तारीख${value}${column} को दो तरह से पढ़ा जा सकता है। इसे 2026-01-31 की तरह लिखें।`,
  'required-missing': ({ column }) => `मान${column} नहीं है, और आपके संगठन में यह आवश्यक है।`,
  'control-characters': ({ column }) => `मान${column} में अदृश्य नियंत्रण वर्ण हैं। इसे फिर से लिखें।`,
  'damaged-characters': ({ column }) =>
    `एक अक्षर${column} पढ़ा नहीं जा सका। इसे फिर से लिखें या फ़ाइल को CSV UTF-8 के रूप में सहेजें।`,
  'quote-not-closed': () => 'एक उद्धरण चिह्न से मान शुरू होता है, पर वह कहीं बंद नहीं होता।',
  'line-too-long': () => 'यह पंक्ति किसी एक व्यक्ति के लिए बहुत लंबी है।',
  'too-many-cells': () => 'इस पंक्ति में कॉलम से अधिक मान हैं। देखें कि कहीं कोई अतिरिक्त विभाजक तो नहीं है।',
  'network-not-valid': ({ column, value }) =>
    `मान${value}${column} न “Employee” है, न “Others”। इसे सुधारें, या यदि कॉलम का अर्थ कुछ और है तो उसका नाम बदलें।`,
  'same-phone-later': ({ laterLine }, format) =>
    laterLine === undefined
      ? 'यही फ़ोन नंबर नीचे फिर से आता है; वही पंक्ति मान्य है।'
      : `यही फ़ोन नंबर लाइन ${format.number(laterLine)} में फिर से आता है; वही पंक्ति मान्य है।`,
  'in-other-network': () =>
    'यह व्यक्ति दूसरे नेटवर्क में है। केवल टेनेंट व्यवस्थापक ही लोगों को एक नेटवर्क से दूसरे में स्थानांतरित कर सकते हैं।',
  'marked-deleted': () =>
    'यह व्यक्ति हटाए गए के रूप में चिह्नित है, और आयात किसी को नहीं हटाता। उसे निर्देशिका में हटाएँ, या बनाए रखने के लिए उसका “Change in directory” सेल खाली करें।',
  linked: () => 'यह व्यक्ति कार्य खाते से लिंक है और उसे “अन्य” में स्थानांतरित नहीं किया जा सकता।',
  locked: ({ column }) =>
    `मान${column} Microsoft Entra ID से आता है और केवल वहीं बदला जा सकता है। बाकी पंक्ति मान्य है।`,
  'entra-of-another': ({ value }) =>
    `फ़ोन नंबर${value} किसी दूसरे खाते वाले व्यक्ति का है। इसे Microsoft Entra ID में सुधारें।`,
  'entra-several': ({ value }) =>
    `कई लोगों का ईमेल पता${value} एक ही है, इसलिए इस व्यक्ति को खोजने में उसका उपयोग नहीं किया गया।`,
  'not-applied': () => 'यह पंक्ति लागू होने से पहले ही आयात रुक गया। इसे फिर से भेजें।',
  'changed-meanwhile': () => 'आयात के दौरान किसी और ने इस व्यक्ति की जानकारी बदल दी। पंक्ति फिर से भेजें।',
};

/** Why a row was rejected, or a value of a form can't be taken, in one sentence. */
export const rowReason = rowReasonIn(reasons, {
  column: (name) => ` (कॉलम “${name}”)`,
  value: (text) => ` “${text}”`,
  unreadable: (column) => `यह पंक्ति${column} पढ़ी नहीं जा सकी। इसे जाँचें और फिर से भेजें।`,
});
