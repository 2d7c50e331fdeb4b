import type { CountryCode } from 'libphonenumber-js/max';
import { maxTextLength, readPhone } from './phone.ts';
import type { NumberHabit, PhoneProblem, ReadNumber } from './phone-readings.ts';
import { typeOf } from './phone-readings.ts';
import { readablePhone } from './phone-text.ts';
import { isPlaceholder } from './placeholders.ts';

/** The part of a cell that isn't in the number read from it. */
interface LeftOfPhone {
  readonly problem: 'phone-two-numbers' | 'phone-extension-left';
  readonly value: string;
}

/** `other`, `as`: the number in its other possible reading, and how it was read (phone-readings.ts). */
export type ReadPhoneCell =
  | {
      readonly phone: string;
      readonly other?: string;
      readonly as?: NumberHabit;
      readonly left?: LeftOfPhone;
    }
  | { readonly problem: PhoneProblem };

interface Rules {
  readonly country: CountryCode | undefined;
  readonly habit: NumberHabit | undefined;
}

/**
 * Reads a phone number from a cell of a file: with words beside it (`Mob:`, `(WhatsApp)`), as a link, with all
 * its digits in scientific notation, or as two numbers, of which the first mobile one is used and the rest is
 * reported. Forms don't guess: they use `parsePhone`.
 *
 * @param text as sent
 */
export function readPhoneCell(
  text: string,
  country: CountryCode | undefined,
  habit?: NumberHabit,
): ReadPhoneCell {
  const rules = { country, habit };
  if (plainNumber.test(text)) {
    if (zeros.test(text)) return missing;
    return madeUp.test(text) ? placeholder : readPhone(text, country, habit);
  }
  if (text.length > longestCell) return { problem: 'phone-too-long' };
  if (isPlaceholder(text) || noNumber.test(text)) return missing;
  const link = linked.exec(text);
  const written = withoutDoublePlus(
    wholeNumber(link === null ? withUsualSigns(readablePhone(text.trim())) : numberOfLink(link)),
  );
  if (written === '' || zeros.test(written)) return missing;
  if (madeUp.test(written.replaceAll(betweenParts, ''))) return placeholder;
  const [, one = '', otherEnd = ''] = twoEnds.exec(written) ?? [];
  if (otherEnd !== '') {
    const read = readOne(one, rules);
    if ('phone' in read)
      return { ...read, left: { problem: 'phone-two-numbers', value: otherEnd } };
  }
  const whole = readOne(written, rules);
  if (isSurely(whole, written)) return whole;
  const isOneWithExtension = 'problem' in whole && whole.problem === 'phone-has-extension';
  const first =
    isOneWithExtension && onlyExtensionBehind.test(written) ? undefined : firstOf(written, rules);
  if (first !== undefined) return first;
  return 'phone' in whole ? { problem: 'phone-not-a-number' } : whole;
}

/** `0171 1234567/8`: two numbers that differ in their last digits */
const twoEnds = /^(\+?[\d\s().-]{7,24}\d)\s?\/\s?(\d{1,2})$/;

/** `;ext=7`: text after the semicolon isn't a second number */
const onlyExtensionBehind = /^[^,;|/]*[,;]\s?(?:ext|x)[^,;|/]*$/i;

/** words for an empty number; a name may be one of them, a number can't */
const noNumber =
  /^\s{0,3}(?:no (?:phone|mobile|number|cell)|does ?n[o’']?t have(?: one)?|tb[adc]|na|unknown|pending|not known|unbekannt|folgt|kein(?:e|s)?|sin (?:tel[eé]fono|n[uú]mero)|pas de t[eé]l[eé]phone|sem (?:telefone|n[uú]mero)|belum ada)[.!]?\s{0,3}$/iu;

const missing: ReadPhoneCell = { problem: 'phone-missing' };
const placeholder: ReadPhoneCell = { problem: 'phone-placeholder' };
const plainNumber = /^\+?\d{1,20}$/;
const zeros = /^0+$/;
/** With a plus and a country code it is meant as a number. */
const madeUp = /^(?:([1-9])\1{6,}|1234567890)$/;
const betweenParts = /[\s().-]/g;
/** Two numbers with a few words; the patterns aren't meant for longer texts. */
const longestCell = 200;

const linked =
  /(?:wa\.me\/|whatsapp(?:\.com|:\/)\/send\/?\?phone=|\bchat\?number=)(?:\+|%2B)?(\d{6,17})(?!\d)/i;

/** Messenger links contain the number with its country code and without the plus. */
function numberOfLink(link: RegExpExecArray): string {
  return `+${link[1] ?? ''}`;
}

const pictures = /[\p{Extended_Pictographic}\p{Regional_Indicator}\uFE0F\u20E3]/gu;
/** signs that people put between digits and that nothing else means: `98200_11111`, `090ー1234ー5678` */
const betweenDigits = /(?<=\d)[_'*ーｰ](?=\d)/gu;
const pluses = /^\(?(?:%2B|\+{2,})\s?(?=\d)/iu;
/** Arabic and Hebrew programs may move the plus to the end. */
const plusBehind = /^(\d[\d\s-]{6,20})\+$/;
const countryBeforePlus = /^[A-Z]{2}[\s:-]{0,2}(?=\+\d)/;
/** Brazil's placeholder for the long-distance carrier: `(0xx11)` */
const anyCarrier = /^\(?0\s?xx\s?(?=\d)/i;

/** Rewrites what people and programs write in place of the usual signs of a number. */
function withUsualSigns(written: string): string {
  if (usual.test(written)) return written;
  return written
    .replace(pictures, '')
    .trim()
    .replace(betweenDigits, '-')
    .replace(pluses, '+')
    .replace(plusBehind, '+$1')
    .replace(countryBeforePlus, '')
    .replace(anyCarrier, '0');
}

const usual = /^\+?\d[\d\s().-]*$/;

const withAllDigits = /^([+-]?)(\d)[.,](\d{1,20})[eE]\+?(\d{1,2})$/;

/** `9.19820011112E11`, which has all its digits; with fewer of them the last ones are lost. */
function wholeNumber(written: string): string {
  const [, sign = '', first = '', decimals = '', exponent = ''] = withAllDigits.exec(written) ?? [];
  if (first === '' || decimals.length !== Number(exponent)) return written;
  return `${sign === '-' ? '' : sign}${first}${decimals}`;
}

const doublePlus = /^\+(\d{1,3})[\s-]?\+(\d.*)$/;

/** `+91+9820011126`, as written by programs that prefix a country code unconditionally. */
function withoutDoublePlus(written: string): string {
  const [, code = '', rest = ''] = doublePlus.exec(written) ?? [];
  if (code === '') return written;
  return rest.startsWith(code) && rest.replace(notDigits, '').length > 10
    ? `+${rest}`
    : `+${code}${rest}`;
}

const notDigits = /\D/g;

/** One number, possibly with words beside it or an extension behind it. */
function readOne(written: string, { country, habit }: Rules): ReadPhoneCell {
  const bare = withoutWords(written);
  if (bare.length > maxTextLength) return { problem: 'phone-too-long' };
  const read = zeroBehindPlus.test(bare)
    ? readZeroBehindPlus(bare, country, habit)
    : readPhone(bare, country, habit);
  if (!('problem' in read) || read.problem !== 'phone-has-extension') return read;
  const [, number = '', value = ''] = withExtension.exec(bare) ?? [];
  const direct = readPhone(number, country, habit);
  // A mobile number belongs to one person, whatever extension a program appended; a switchboard's is shared.
  const isOnes =
    'phone' in direct && typeOf(direct.phone) === 'mobile' && !direct.phone.startsWith('+1');
  return isOnes ? { ...direct, left: { problem: 'phone-extension-left', value } } : read;
}

const zeroBehindPlus = /^\+[\s(]{0,2}0(?![\s)]{0,2}0)/;

/** `+091 98200 11111`, and `+0712 345678`, which is a national number. */
function readZeroBehindPlus(
  text: string,
  country: CountryCode | undefined,
  habit: NumberHabit | undefined,
): ReadNumber {
  const read = readPhone(text.replace(zeroBehindPlus, '+'), country, habit);
  if ('phone' in read) return read;
  const national = readPhone(text.replace('+', ''), country, habit);
  return 'phone' in national ? national : readPhone(text, country, habit);
}

const withExtension =
  /^([^a-zд;#]*\d)[\s,;.()-]*((?:ext(?:ension|n)?|x|#|доб|durchwahl|dw|poste|anexo)[\s.:=#]*\d+)\)?$/iu;

/**
 * Words that people write beside a number to describe it. Words for another person's number (wife, emergency)
 * are not included.
 */
const words = new Set(
  `m mob mobil mobile mobiles mobileno mobilenumber mbl cell cellphone cellular cel celular cellulare gsm handy hp
  móvil movil tlm telemóvel telemovel portable port p ph phone phones phoneno phonenumber t tel tél tels telf tlf telefon telefono
  teléfono telefone telefoon téléphone telephone fon fone no nr num nro núm number numero número n numéro contact call
  wa whatsapp whatapp watsapp viber telegram signal sms imo line zalo
  o off office w work business büro buero bureau geschäftlich dienstlich trabajo oficina trabalho
  h home r res residence privat private personal perso pers casa domicile
  direct main primary default preferred current new only active verified india
  моб мобильный тел телефон сот сотовый вотсап ватсап т м раб дом мобилен
  मो मोबाइल मोब फ़ोन फोन व्हाट्सएप نमبر
  جوال الجوال موبايل هاتف الهاتف محمول رقم واتساب ج ت 手机 手機 手机号 电话 電話 工作 办公 私人 个人 会社 自宅 勤務先 회사 직장 携帯 携帯電話 휴대폰 전화 nomor nomer ponsel telepon telp`
    .normalize('NFC')
    .split(/\s+/u),
);

const wordBefore =
  /^[\s.:()[\]*/\-–—#]*([\p{L}\p{M}]{1,20})(?:[\s.:()[\]=\-–—#/|]|№|º|°|(?=[+\d]))+/u;
const wordAfter = /(?<=[\d\s.:()[\]\-–—/|])([\p{L}\p{M}]{1,20})[\s.:()[\]*\-–—]*$/u;
const leadingMarks = /^[*:;,.#№\s\-–—]+(?=[+(\d])/u;
const endsLoose = /[\s([:;,/\-–—|.]$/u;

/** Removes a few words at each end: a number has one or two. */
function withoutWords(written: string): string {
  let text = written;
  for (let more = 4; more > 0; more -= 1) {
    const before = wordBefore.exec(text);
    if (before === null || !isWord(before[1])) break;
    text = text.slice(before[0].length);
  }
  for (let more = 4; more > 0; more -= 1) {
    const after = wordAfter.exec(text);
    if (after === null || !isWord(after[1])) break;
    text = withoutLooseEnd(text.slice(0, after.index));
  }
  return text.replace(leadingMarks, '');
}

/** A loop, because a pattern that ends with `$` takes quadratic time. */
function withoutLooseEnd(text: string): string {
  let end = text.length;
  while (end > 0 && endsLoose.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function isWord(word = ''): boolean {
  return words.has(word.toLowerCase().normalize('NFC'));
}

const separators =
  /[,;|&、\\\r\n\t]|\/|\s(?:or|and|und|oder|ou|et|y|o|e|atau|dan|или|या|أو|或)\s/iu;

/** Whether the cell is this one number, without anything that could separate two numbers. */
function isSurely(read: ReadPhoneCell, written: string): boolean {
  if ('problem' in read) return false;
  if (!separators.test(written) || written.startsWith('+') || written.startsWith('0')) return true;
  // Without a plus, the digits of two numbers may form a number of a third country.
  return read.left !== undefined || read.other === undefined;
}

/** The first mobile number of several in a cell, or else the first one; undefined for fewer than two. */
function firstOf(written: string, rules: Rules): ReadPhoneCell | undefined {
  const parts = partsOf(written, rules);
  if (parts.length < 2) return undefined;
  const read = parts.map((part) => readOne(part, rules));
  const mobile = read.findIndex((each) => 'phone' in each && typeOf(each.phone) === 'mobile');
  const at = mobile === -1 ? read.findIndex((each) => 'phone' in each) : mobile;
  const taken = read[at];
  if (taken === undefined || 'problem' in taken) return undefined;
  const others = parts.filter((_, index) => index !== at && !samePhone(read[index], taken));
  if (others.length === 0) return taken;
  return { phone: taken.phone, left: { problem: 'phone-two-numbers', value: others.join(', ') } };
}

function samePhone(one: ReadPhoneCell | undefined, other: ReadPhoneCell): boolean {
  return one !== undefined && 'phone' in one && 'phone' in other && one.phone === other.phone;
}

const hasDigit = /\d/;
const blanks = /\s+/u;

function partsOf(written: string, rules: Rules): string[] {
  const parts = written
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => hasDigit.test(part));
  return parts.length === 1 ? cutAtBlank(parts[0] ?? '', rules) : parts;
}

/** `9820011129 9820123456`: two numbers with a space between them, if some space splits the text into two numbers. */
function cutAtBlank(text: string, rules: Rules): string[] {
  const pieces = text.split(blanks);
  if (pieces.length < 2 || pieces.length > 12) return [text];
  for (let at = 1; at < pieces.length; at += 1) {
    const both = [pieces.slice(0, at).join(' '), pieces.slice(at).join(' ')];
    if (both.every((part) => 'phone' in readOne(part, rules))) return both;
  }
  return [text];
}
