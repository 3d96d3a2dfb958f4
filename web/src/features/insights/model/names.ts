import { companyName, placeName } from '@/features/history/model/words';
import { weekdayLong } from '@/features/history/model/days';
import { t } from '@/lib/messages/insights';
import type { FactorEffect } from '../api/insights';

const times = ['morning', 'afternoon', 'evening', 'night'] as const;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export function timeName(time: string): string {
  const known = times.find((name) => name === time);
  return known ? t(`insights.time.${known}`) : time;
}

/** A time of day or a weekday in the reader's language. */
export function momentName(name: string): string {
  const weekday = weekdays.indexOf(name);
  return weekday >= 0 ? weekdayLong(weekday) : timeName(name);
}

export function factorName({ kind, name }: FactorEffect): string {
  switch (kind) {
    case 'place':
      return placeName(name);
    case 'company':
      return companyName(name);
    case 'sleep':
      return t('insights.enoughSleep');
    default:
      return name;
  }
}

const factorKinds = ['place', 'company', 'sleep', 'own_factor', 'intervention'] as const;

export function factorKind(kind: string): string {
  const known = factorKinds.find((name) => name === kind);
  return known ? t(`insights.kind.${known}`) : '';
}
