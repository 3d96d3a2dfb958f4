import { t } from '@/lib/messages/insights';

/** What can be hidden, by the server's names. */
const sections = [
  'narrative',
  'averages',
  'trend',
  'emotions',
  'interventions',
  'focus',
  'best_time',
  'streak',
  'circadian',
  'weekdays',
  'factors',
  'achievements',
  'screenings',
] as const;

export type SectionName = (typeof sections)[number];

export function isSection(name: string): name is SectionName {
  return sections.some((section) => section === name);
}

export function sectionName(section: SectionName): string {
  return t(`insights.section.${section}`);
}
