import type { paths } from '@/lib/api/schema';
import { t } from '@/lib/messages/clients';

type ClientList = paths['/v1/sharing/clients']['get']['responses'][200]['content']['application/json'];

export type Client = ClientList['items'][number];
export type ClientDetails =
  paths['/v1/sharing/clients/{shareId}']['get']['responses'][200]['content']['application/json'];

type RecordingPage =
  paths['/v1/sharing/clients/{shareId}/recordings']['get']['responses'][200]['content']['application/json'];

export type Recording = RecordingPage['items'][number];

/** What can be shared, by the name the server gives it. */
export const sectionTitles = {
  check_ins: 'clients.scopeCheckIns',
  interventions: 'clients.scopeInterventions',
  summaries: 'clients.scopeSummaries',
  journals: 'clients.scopeJournals',
  recordings: 'clients.scopeRecordings',
} as const;

type Section = keyof typeof sectionTitles;

/** Sections that have a page here; what the server offers beyond them waits for its screen. */
export const builtSections: readonly Section[] = ['recordings'];

export function scopeText({ scopes }: Client): string {
  return (Object.keys(sectionTitles) as Section[])
    .filter((name) => scopes[name])
    .map((name) => t(sectionTitles[name]))
    .join(', ');
}
