import { type Language } from './countries.ts';
import { type Random } from './random.ts';
import { nativeAndLatin, wordList } from './word-lists.ts';

export interface PersonName {
  readonly first: string;
  readonly last: string;
  /** In ASCII small letters, for the e-mail address. */
  readonly latin: string;
}

/** `native|latin` where the script is not Latin. */
const names: Readonly<Record<Language, { readonly first: readonly string[]; readonly last: readonly string[] }>> = {
  de: {
    first: wordList(
      'Jürgen Björn Käthe Sören Günter Zoë Anna Lukas Marie Felix Lena Jonas Sophie Maximilian Petra Stefan',
    ),
    last: wordList(
      'Müller Schäfer Köhler Böhm Groß Weiß Schröder Jäger König Huber Gruber Wagner Becker Hofer Meier Vogel',
    ),
  },
  en: {
    first: wordList(
      'Olivia James Emma Noah Ava Liam Grace Ethan Chloe Mason Zoe Lucas Ella Owen Ruth Daniel Priya Wei',
    ),
    last: wordList(
      "Smith Johnson Brown O'Brien Taylor Walker Wright Hughes Carter Nguyen Patel Reed Cooper Ward Bailey Gray",
    ),
  },
  fr: {
    first: wordList(
      'Chloé Éric Hélène François Zoé Jérôme Léa Mathieu Noémie Théo Amélie Cédric Inès Loïc Camille Hugo',
    ),
    last: wordList(
      'Lefèvre Béranger Dupré Martin Bernard Rousseau Gauthier Noël Fournier Girard Mercier Chevalier Lemaître',
    ),
  },
  he: {
    first: wordList('נועה|noa יוסי|yossi תמר|tamar אורי|uri מיכל|michal איתן|eitan שרה|sara דוד|david'),
    last: wordList('כהן|cohen לוי|levi מזרחי|mizrahi פרץ|peretz ביטון|biton אברהם|avraham גולן|golan ברק|barak'),
  },
  ar: {
    first: wordList('محمد|mohammed فاطمة|fatima أحمد|ahmed مريم|maryam خالد|khalid ليلى|layla عمر|omar نورة|noura'),
    last: wordList(
      'الهاشمي|alhashimi النعيمي|alnuaimi المنصوري|almansoori القحطاني|alqahtani الحربي|alharbi السالم|alsalem',
    ),
  },
};

export function personName(language: Language, random: Random): PersonName {
  const { first, last } = names[language];
  const [firstName, firstLatin] = nativeAndLatin(random.pick(first));
  const [lastName, lastLatin] = nativeAndLatin(random.pick(last));
  return { first: firstName, last: lastName, latin: `${toAscii(firstLatin)}.${toAscii(lastLatin)}` };
}

const digraphs: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Small ASCII letters and digits; everything else is dropped, German umlauts are written out. */
export function toAscii(text: string): string {
  const spelled = text.toLowerCase().replace(/[äöüß]/g, (letter) => digraphs[letter] ?? '');
  return spelled.normalize('NFD').replace(/[^a-z0-9]/g, '');
}
