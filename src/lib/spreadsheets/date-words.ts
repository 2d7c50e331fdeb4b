import { fold } from './fold.ts';

/**
 * Months and days as people and spreadsheets write them, by language, without accents; words that languages
 * share are listed with the first. Their prefixes of three letters and more count too (`jan`, `sept`).
 *
 * A fixed list, not asked of the runtime: a later runtime with other names would no longer know which
 * apostrophes an earlier one had added to a file. For the same reason words may be added here but not removed.
 */
const dateWords: readonly string[] = [
  // English
  'january february march june july september october november december monday tuesday wednesday thursday friday saturday sunday',
  // German
  'oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag',
  // French
  'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche',
  // Spanish
  'enero febrero marzo abril mayo junio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo',
  // Portuguese
  'janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro segunda feira terca quarta quinta sexta',
  // Italian
  'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedi martedi mercoledi giovedi venerdi sabato domenica',
  // Catalan
  'gener maig juny juliol setembre desembre',
  // Romanian
  'ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie',
  // Dutch
  'januari maart mei augustus mrt maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
  // Danish
  'marts',
  // Norwegian
  'desember',
  // Swedish
  'augusti',
  // Finnish
  'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  // Estonian
  'jaanuar veebruar aprill juuni juuli oktoober detsember',
  // Latvian
  'janvaris februaris aprilis maijs junijs julijs augusts septembris oktobris novembris decembris',
  // Lithuanian
  'sausis vasaris kovas balandis birzelis liepa rugpjutis rugsejis spalis lapkritis gruodis sausio vasario kovo balandzio geguzes birzelio liepos rugpjucio rugsejo spalio lapkricio gruodzio',
  // Polish
  'styczen luty marzec kwiecien czerwiec lipiec sierpien wrzesien grudzien stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia',
  // Czech
  'leden brezen duben kveten cervenec srpen zari rijen prosinec ledna unora brezna dubna kvetna cervna cervence srpna rijna listopadu prosince cvn cvc',
  // Slovak
  'marec januara februara aprila juna jula augusta septembra oktobra novembra decembra',
  // Slovenian
  'avgust',
  // Croatian
  'sijecanj veljaca ozujak travanj svibanj lipanj srpanj rujan studeni prosinac sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna studenoga prosinca',
  // Serbian
  'septembar oktobar novembar decembar',
  // Serbian, Cyrillic
  'јануар фебруар април мај јун јул септембар октобар новембар децембар',
  // Bulgarian
  'януари февруари маи юни юли септември октомври ноември декември',
  // Russian
  'январь февраль апрель июнь июль сентябрь октябрь ноябрь декабрь января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  // Ukrainian
  'січень лютии березень квітень травень червень липень серпень вересень жовтень грудень січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  // Hungarian
  'marcius majus junius julius augusztus szeptember',
  // Turkish
  'ocak subat nisan mayıs haziran temmuz agustos eylul ekim kasım aralık',
  // Greek
  'ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου',
  // Indonesian
  'maret agustus',
  // Arabic
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  // Persian
  'ژانویه فوریه آوریل ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر',
  // Hebrew
  'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  // Hindi
  'जनवरी फ़रवरी मार्च अप्रैल जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर',
  // Thai
  'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม',
];

let beginnings: Set<string> | undefined;

/** @param word folded (fold.ts) */
export function isDateWord(word: string): boolean {
  beginnings ??= new Set(
    dateWords.flatMap((words) => fold(words).split(' ').flatMap(beginningsOf)),
  );
  return beginnings.has(word);
}

function beginningsOf(word: string): string[] {
  const shortest = Math.min(3, word.length);
  return Array.from({ length: word.length - shortest + 1 }, (_, more) =>
    word.slice(0, shortest + more),
  );
}
