import { create } from 'zustand';
import { countries } from './resources';

const countryKey = 'halcyon.country';

/** Two letters, or `elsewhere`, which is a choice of its own. */
export type Country = string;

/** Where the person says they are; their browser's region until they say so. Never guessed from their address. */
export const useCountry = create<{ country: Country }>(() => ({
  country: chosen() ?? ofLocale(navigator.languages),
}));

export function chooseCountry(country: Country): void {
  useCountry.setState({ country });
  try {
    localStorage.setItem(countryKey, country);
  } catch {
    // It holds until the page closes.
  }
}

/** The region in the browser's languages that has an entry; the likeliest region of the first one when none is named. */
export function ofLocale(languages: readonly string[]): Country {
  const locales = languages.flatMap((language) => {
    try {
      return [new Intl.Locale(language)];
    } catch {
      return [];
    }
  });
  const named = locales.map((locale) => locale.region).filter((region) => region !== undefined);
  const region = named[0] ?? locales[0]?.maximize().region;
  return region !== undefined && countries.includes(region) ? region : 'elsewhere';
}

function chosen(): Country | null {
  try {
    const kept = localStorage.getItem(countryKey);
    return kept === 'elsewhere' || (kept !== null && countries.includes(kept)) ? kept : null;
  } catch {
    return null;
  }
}
