import { type Country, type CountryCode, type Language } from './countries.ts';
import { type DirtyShape } from './dirty-shapes.ts';
import { toAscii } from './person-names.ts';
import { type Random } from './random.ts';
import { nativeAndLatin, wordList } from './word-lists.ts';

export interface CompanyName {
  readonly name: string;
  /** The name's first word in ASCII, for the domain. */
  readonly latin: string;
}

interface Words {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** `native|latin` where the script is not Latin. */
const words: Readonly<Record<Language, Words>> = {
  de: {
    first: wordList(
      'Nord Alpen Rhein Hanse Donau Silber Grün Stein Wald Brücken Sonnen Kraft Licht Eis Köhler Schäfer',
    ),
    second: wordList('technik werk logistik bau medizin energie systeme handel küchen möbel druck werkstätten'),
  },
  en: {
    first: wordList('North Blue River Iron Maple Harbour Summit Bright Oak Silver Stone Clear West Cedar Falcon Lunar'),
    second: wordList('works metrics freight labs health power systems trade foods craft press media'),
  },
  fr: {
    first: wordList('Horizon Lumière Océan Étoile Forêt Rivière Azur Nouvel Grand Vélo Clé Montagne'),
    second: wordList('tech logistique énergie santé médias conseil bois textile data habitat'),
  },
  he: {
    first: wordList('אור|or גל|gal כרמל|carmel נגב|negev שקד|shaked תמר|tamar'),
    second: wordList('טכנולוגיות|tech לוגיסטיקה|logistics אנרגיה|energy מערכות|systems'),
  },
  ar: {
    first: wordList('النور|alnoor الخليج|alkhaleej الواحة|alwaha المدار|almadar القمة|alqimma النخيل|alnakheel'),
    second: wordList('للتقنية|tech للخدمات|services للطاقة|energy للتجارة|trade'),
  },
};

interface Residence {
  readonly place: readonly string[];
  /** Legal forms. */
  readonly form: readonly string[];
}

const residences: Readonly<Record<CountryCode, Residence>> = {
  DE: {
    place: wordList('Köln München Hamburg Düsseldorf Fürth Leipzig Münster Lübeck Göttingen Saarbrücken Kiel Ulm'),
    form: ['GmbH', 'AG', 'GmbH & Co. KG', 'SE', 'e.G.'],
  },
  AT: { place: wordList('Wien Graz Linz Mödling Völkermarkt Innsbruck'), form: ['GmbH', 'AG', 'KG'] },
  CH: { place: wordList('Zürich Bern Basel Luzern Winterthur Küssnacht'), form: ['AG', 'GmbH'] },
  US: {
    place: wordList('Boston Austin Denver Portland Chicago Oakland Dallas Tampa Omaha Tucson'),
    form: ['Inc.', 'LLC', 'Group', 'Holdings, Inc.', '"Partners" LLC'],
  },
  GB: { place: wordList('Leeds Bristol York Cardiff Glasgow Bath Exeter'), form: ['Ltd', 'PLC', '& Sons Ltd'] },
  FR: {
    place: wordList('Lyon Nantes Lille Orléans Nîmes Bordeaux Angoulême Paris Rennes Béziers'),
    form: ['SA', 'SAS', 'SARL', '& Fils'],
  },
  IL: { place: wordList('חיפה תל-אביב ירושלים אשדוד'), form: ['בע״מ'] },
  AE: { place: wordList('دبي الشارقة أبوظبي'), form: ['ش.م.م', 'ذ.م.م'] },
  SA: { place: wordList('الرياض جدة الدمام'), form: ['شركة'] },
};

/** A clean name in the language of the country. */
export function companyName(country: Country, random: Random): CompanyName {
  const { first, second } = words[country.language];
  const { place, form } = residences[country.code];
  const [start, startLatin] = nativeAndLatin(random.pick(first));
  const [end, endLatin] = nativeAndLatin(random.pick(second));
  // Compounds are one word in German and English only.
  const joint = country.language === 'de' || country.language === 'en' ? '' : ' ';
  return {
    name: `${start}${joint}${end} ${random.pick(place)} ${random.pick(form)}`,
    latin: toAscii(startLatin) + toAscii(endLatin),
  };
}

const longTail =
  ' Verwaltungs- und Beteiligungsgesellschaft für industrielle Anlagen, Instandhaltung und Dienstleistungen';

/** The name as somebody typed it into the CRM. */
export function asTyped(name: string, shape: DirtyShape | null): string {
  if (shape === 'emoji_name') return `🚀 ${name} ✨`;
  if (shape === 'long_name') return `${name}${longTail.repeat(2)}`;
  return shape === 'padded_name' ? `  ${name} ` : name;
}
