import { t } from '@/lib/messages/companion';
import { formatDateTime, formatNumber } from '@/lib/messages/format';
import { bodyAreas, emotions, type CheckInChanges, type NewCheckIn } from './checkIn';

const levels = [
  ['checkIn.mood', 'mood_score'],
  ['checkIn.energy', 'energy_level'],
  ['more.anxiety', 'anxiety_level'],
  ['more.stress', 'stress_level'],
  ['more.sensory', 'sensory_load'],
  ['more.executive', 'executive_function'],
  ['more.masking', 'masking_level'],
] as const;

/** Everything that was said, to be read and kept anywhere. */
export function plainTextOf(body: NewCheckIn | CheckInChanges): string {
  const said: Partial<NewCheckIn> = body;
  const lines: string[] = [];
  if (said.occurred_at) lines.push(formatDateTime(said.occurred_at));
  for (const [name, field] of levels) {
    const value = said[field] ?? null;
    if (value !== null) lines.push(`${t(name)}: ${t('checkIn.value', { value })}`);
  }
  const sleep = said.sleep_hours ?? null;
  if (sleep !== null) lines.push(`${t('more.sleepHours')}: ${formatNumber(sleep, 1)}`);
  if (said.emotion_tags?.length)
    lines.push(`${t('more.feelings')}: ${said.emotion_tags.map(wordOf).join(', ')}`);
  if (said.location) lines.push(`${t('more.location')}: ${said.location}`);
  if (said.social) lines.push(`${t('more.social')}: ${said.social.replace('_', ' ')}`);
  if (said.activity) lines.push(`${t('more.activity')}: ${said.activity}`);
  for (const [area, value] of Object.entries(said.body_scan ?? {}))
    lines.push(t('more.areaAt', { area: areaOf(area), value }));
  for (const { name, rating } of said.custom_ratings ?? []) lines.push(`${name}: ${rating} / 5`);
  if (said.journal_text) lines.push('', said.journal_text);
  return lines.join('\n');
}

function wordOf(word: string): string {
  const known = emotions.find((emotion) => emotion === word);
  return known ? t(`emotion.${known}`) : word;
}

function areaOf(area: string): string {
  const known = bodyAreas.find((name) => name === area);
  return known ? t(`area.${known}`) : area;
}
