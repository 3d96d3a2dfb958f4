import published from '../../../../../src/Halcyon.Wellness/Crisis/Resources/crisis_resources.json';

export interface Line {
  name: string;
  /** Numbers as people write them; what a line does not offer is null. */
  call: string | null;
  text: string | null;
  /** What to write, where the line asks for a word. */
  text_word: string | null;
  chat_url: string | null;
  email: string | null;
  hours: string;
  languages: readonly string[];
  note: string | null;
  /** Null when nobody found out. */
  reachable_from_abroad: boolean | null;
  checked_on: string;
}

interface EmergencyNumber {
  number: string;
  use: string;
}

export interface Help {
  /** Two letters; null where no country is known. */
  country: string | null;
  emergency: readonly EmergencyNumber[];
  lines: readonly Line[];
  note: string | null;
}

interface Published {
  dated: string;
  elsewhere_note: string;
  european_emergency: EmergencyNumber & { countries: readonly string[] };
  directories: readonly { name: string; url: string; about: string }[];
  countries: readonly {
    country: string;
    emergency: readonly EmergencyNumber[];
    lines: readonly Line[];
  }[];
}

// The same dated file that the server answers from, built in: no request stands between a person and a number.
const resources: Published = published;
const { number, use } = resources.european_emergency;

export const directories = resources.directories;

export const countries: readonly string[] = [
  ...new Set([
    ...resources.countries.map(({ country }) => country),
    ...resources.european_emergency.countries,
  ]),
];

/** A country without an entry is given what helps anywhere, and the words that say so. Never nothing. */
export function helpIn(country: string | null): Help {
  const own = resources.countries.find((entry) => entry.country === country);
  if (own) return { ...own, note: null };
  if (country !== null && countries.includes(country))
    return { country, emergency: [{ number, use }], lines: [], note: null };
  return { country: null, emergency: [{ number, use }], lines: [], note: resources.elsewhere_note };
}

/** The oldest check of what is shown: the date that holds for all of it. */
export function checkedOn(help: Help): string {
  return help.lines.map((line) => line.checked_on).sort()[0] ?? resources.dated;
}

export function telephoneLink(digits: string): string {
  return `tel:${diallable(digits)}`;
}

export function messageLink(digits: string, body: string | null = null): string {
  return `sms:${diallable(digits)}${body === null ? '' : `?body=${encodeURIComponent(body)}`}`;
}

function diallable(digits: string): string {
  return digits.replace(/[^\d+*#]/g, '');
}
