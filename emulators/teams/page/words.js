/** The page speaks the language of the person whose Teams it shows; English where a language is missing. */

const english = {
  youAre: 'You are',
  chats: 'Chat',
  type: 'Type a message',
  app: 'App · just you',
  removed: 'The app was removed',
  channel: 'Channel · {n} people',
  group: 'Group chat · {n} people',
  newest: 'New messages ↓',
  drop: 'Drop the file here to send it',
  typing: '{name} is typing…',
};

const catalogues = {
  en: english,
  de: {
    youAre: 'Sie sind',
    chats: 'Chats',
    type: 'Nachricht eingeben',
    app: 'App · nur Sie',
    removed: 'Die App wurde entfernt',
    channel: 'Kanal · {n} Personen',
    group: 'Gruppenchat · {n} Personen',
    newest: 'Neue Nachrichten ↓',
    drop: 'Datei hier ablegen, um sie zu senden',
    typing: '{name} schreibt…',
  },
  es: {
    youAre: 'Usted es',
    chats: 'Chats',
    type: 'Escriba un mensaje',
    app: 'Aplicación · solo usted',
    removed: 'Se quitó la aplicación',
    channel: 'Canal · {n} personas',
    group: 'Chat de grupo · {n} personas',
    newest: 'Mensajes nuevos ↓',
    drop: 'Suelte el archivo aquí para enviarlo',
    typing: '{name} está escribiendo…',
  },
  fr: {
    youAre: 'Vous êtes',
    chats: 'Conversations',
    type: 'Tapez un message',
    app: 'Application · vous seul',
    removed: 'L’application a été retirée',
    channel: 'Canal · {n} personnes',
    group: 'Conversation de groupe · {n} personnes',
    newest: 'Nouveaux messages ↓',
    drop: 'Déposez le fichier ici pour l’envoyer',
    typing: '{name} écrit…',
  },
  pt: {
    youAre: 'Você é',
    chats: 'Chats',
    type: 'Digite uma mensagem',
    app: 'Aplicativo · só você',
    removed: 'O aplicativo foi removido',
    channel: 'Canal · {n} pessoas',
    group: 'Chat em grupo · {n} pessoas',
    newest: 'Novas mensagens ↓',
    drop: 'Solte o arquivo aqui para enviar',
    typing: '{name} está digitando…',
  },
  id: {
    youAre: 'Anda adalah',
    chats: 'Obrolan',
    type: 'Ketik pesan',
    app: 'Aplikasi · hanya Anda',
    removed: 'Aplikasi telah dihapus',
    channel: 'Saluran · {n} orang',
    group: 'Obrolan grup · {n} orang',
    newest: 'Pesan baru ↓',
    drop: 'Letakkan file di sini untuk mengirimnya',
    typing: '{name} sedang mengetik…',
  },
  hi: {
    youAre: 'आप हैं',
    chats: 'चैट',
    type: 'संदेश लिखें',
    app: 'ऐप · केवल आप',
    removed: 'ऐप हटा दिया गया',
    channel: 'चैनल · {n} लोग',
    group: 'समूह चैट · {n} लोग',
    newest: 'नए संदेश ↓',
    drop: 'भेजने के लिए फ़ाइल यहाँ छोड़ें',
    typing: '{name} लिख रहा है…',
  },
  ar: {
    youAre: 'أنت',
    chats: 'الدردشات',
    type: 'اكتب رسالة',
    app: 'تطبيق · أنت فقط',
    removed: 'أُزيل التطبيق',
    channel: 'قناة · {n} أشخاص',
    group: 'دردشة جماعية · {n} أشخاص',
    newest: 'رسائل جديدة ↓',
    drop: 'أفلت الملف هنا لإرساله',
    typing: '{name} يكتب…',
  },
};

let now = english;

/** @param {string} locale BCP 47 */
export function speak(locale) {
  now = catalogues[locale.split('-')[0]] ?? english;
}

/** @param {Record<string, unknown>} [values] of the places in the sentence */
export function say(key, values = {}) {
  return now[key].replaceAll(/\{(\w+)\}/g, (_place, name) => String(values[name] ?? ''));
}
