import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Week = components['schemas']['WeeklyResponse'];
export type Patterns = components['schemas']['PatternsResponse'];
export type MoodAt = components['schemas']['MoodAt'];
export type FactorEffect = components['schemas']['FactorEffect'];
export type Achievements = components['schemas']['AchievementsResponse'];
export type PastScreening = components['schemas']['PastScreening'];

export const insightsKey = ['insights'] as const;
const mostScreenings = 100;

/** Any day of the week; this week when none is given. */
export function weekQuery(day: string | null) {
  return queryOptions({
    queryKey: [...insightsKey, 'week', day],
    queryFn: ({ signal }) => {
      const query = day === null ? {} : { week_of: day };
      return unwrap(api.GET('/v1/insights/weekly', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

/** The same facts in other words, by the service of this server. */
export async function rephraseWeek(day: string): Promise<string> {
  return (await unwrap(api.POST('/v1/insights/weekly/rephrase', { body: { week_of: day } }))).narrative;
}

export const patternsQuery = queryOptions({
  queryKey: [...insightsKey, 'patterns'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/insights/patterns', { signal })),
});

export const achievementsQuery = queryOptions({
  queryKey: [...insightsKey, 'achievements'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/insights/achievements', { signal })),
});

export const hiddenQuery = queryOptions({
  queryKey: [...insightsKey, 'hidden'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/insights/hidden', { signal }))).sections,
});

const screeningPaths = { phq9: '/v1/screenings/phq9', gad7: '/v1/screenings/gad7' } as const;

/** Oldest first. */
export function courseQuery(kind: keyof typeof screeningPaths) {
  return queryOptions({
    queryKey: ['screenings', kind, 'course'],
    queryFn: async ({ signal }) => {
      const query = { limit: mostScreenings };
      return (await unwrap(api.GET(screeningPaths[kind], { params: { query }, signal }))).items.toReversed();
    },
  });
}

/** Hides one section or shows it again; the others stay as they are. */
export function useHiding() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ section, isHidden }: { section: string; isHidden: boolean }) => {
      const before = await client.query({ ...hiddenQuery, staleTime: 0 });
      const others = before.filter((other) => other !== section);
      const sections = isHidden ? [...others, section] : others;
      return (await unwrap(api.PUT('/v1/insights/hidden', { body: { sections } }))).sections;
    },
    onSuccess: async (sections) => {
      client.setQueryData(hiddenQuery.queryKey, sections);
      await client.invalidateQueries({ queryKey: insightsKey });
    },
  });
}
