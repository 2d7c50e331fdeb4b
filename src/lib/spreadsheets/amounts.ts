import { fold } from './fold.ts';

/**
 * Amounts whose currency is written in letters: `R5`, `Rp5000`, `RM 5.00`, `B/.5`, `5 KM`. A spreadsheet in a
 * language of that currency reads such a cell as a number and saves the number. Only a cell that is nothing but
 * abbreviation and number counts, so `Q1 2026`, `Room 5` and `K2 Base Camp` don't; `K5` and `E5` do, even as
 * names of rooms, because the language in which the file will be opened is unknown.
 *
 * @param folded as `fold` returns it
 */
export function isAmountInLetters(folded: string): boolean {
  if (folded.length > longestAmount) return false;
  const text = folded.trim();
  const before = abbreviationBefore.exec(text);
  if (before !== null) {
    const [, abbreviation = '', sign] = before;
    const known = currencies.has(withoutDots(abbreviation));
    return known && !(sign !== undefined && neverBeforeSign.has(abbreviation));
  }
  const behind = abbreviationBehind.exec(text);
  return behind !== null && currencies.has(withoutDots(behind[1] ?? ''));
}

/** Longer than any number in a spreadsheet. Bounds the cost of the patterns. */
const longestAmount = 400;

const number = String.raw`\p{N}+(?:[.,'’]\p{N}+|\s\p{N}{3}(?!\p{N}))*(?:[.,][-–]?)?`;
const abbreviation = String.raw`([\p{L}\p{Sc}][\p{L}\p{M}\p{Sc}./]*)`;
const signs = String.raw`[-+−(]`;
const abbreviationBefore = new RegExp(
  String.raw`^${signs}?\s*${abbreviation}\s*(${signs}\s*)?${number}\s*[-)]?$`,
  'u',
);
const abbreviationBehind = new RegExp(
  String.raw`^${signs}?\s*${number}\s*(?:[-)]\s*)?${abbreviation}\s*[-)]?$`,
  'u',
);

const withoutDots = (text: string) => text.replaceAll('.', '');

/**
 * Spellings from price tags and operating system settings, without dots, and the codes of ISO 4217. A fixed
 * list, not asked of the system: reading has to know the same ones as writing, on every machine.
 */
const currencies = new Set(
  fold(
    `R Rp RM S S/ Q L K P D E F G M N U KSh TSh USh Sh Shs Br Birr Lek Lekë B/ Bs BsD BsF BsS C$ Gs FCFA CFA CF Fr SFr Frs Kz Le MK ZK MT MTn
    NT$ DA DH Dhs DM SR QR KD BD JD LD TD DT RO Rs Re Rls Tk Nu Nfk T$ VT WS$ $b $U Db Dbs FG FBu FRw RF Ar UM Lei Leu Ft Kr Ikr Dkr Nkr Skr Kč
    Kčs zł KM Din Den лв lv руб р ₽ грн дин ден сом сўм сум тг ман с Ks Kyat Kip Riel W Won Y Yen Yuan RMB đ vnđ d Esc Cr Cr$ GH GH₵ E£ LE L£ LL £L
    MOP$ NAf Afl ƒ m man soʻm so'm som сомони смн TL YTL Ptas Pta Af Afs
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE
    CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES
    KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
    ر.س د.إ د.ك ر.ق ر.ع د.ب د.ا د.أ ج.م د.ت د.م د.ج ل.ل ل.س د.ع ر.ي ريال රු රු. रु ৳ रू`,
  )
    .split(/\s+/u)
    .map(withoutDots),
);

/** Somalis write -S5, but S-0001 is a common form of employee ID. */
const neverBeforeSign = new Set(['s']);
