import type { RouteObject } from 'react-router';

/** What the check-ins tell: a week, patterns, the questionnaires over time. */
export const insightRoutes: RouteObject[] = [
  {
    path: 'insights',
    lazy: async () => ({
      Component: (await import('@/features/insights/components/InsightsFrame')).InsightsFrame,
    }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('@/features/insights/components/WeekPage')).WeekPage }),
      },
      {
        path: 'patterns',
        lazy: async () => ({
          Component: (await import('@/features/insights/components/PatternsPage')).PatternsPage,
        }),
      },
      {
        path: 'questionnaires',
        lazy: async () => ({
          Component: (await import('@/features/insights/components/QuestionnairesPage')).QuestionnairesPage,
        }),
      },
    ],
  },
];
