const written: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** `Renewal_Date__c`, `renewalDate`, "Verlängerungs-Datum" → lower-case words apart by one space, umlauts written out: names and labels compare alike. */
export const plainWords = (text: string): string =>
  text
    .replace(/__c$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => written[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
