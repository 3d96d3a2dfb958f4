import { bodyAreas, companies, emotions, locations } from '@/features/checkins/model/checkIn';
import { t } from '@/lib/messages/history';

/** A known word in the reader's language, and a person's own as they wrote it. */
export function emotionName(word: string): string {
  const known = emotions.find((emotion) => emotion === word);
  return known ? t(`emotion.${known}`) : word;
}

/** One of the words that are offered, and not of the person's own. */
export function isKnownEmotion(word: string): boolean {
  return emotions.some((emotion) => emotion === word);
}

export function areaName(area: string): string {
  const known = bodyAreas.find((name) => name === area);
  return known ? t(`area.${known}`) : area;
}

export function placeName(place: string): string {
  const known = locations.find((name) => name === place);
  return known ? t(`more.location.${known}`) : place;
}

export function companyName(company: string): string {
  const known = companies.find((name) => name === company);
  return known ? t(`more.social.${known}`) : company;
}
