import type { RouteObject } from 'react-router';

/** The companion's screens that also work with no network. */
export const companionRoutes: RouteObject[] = [
  {
    path: 'today',
    lazy: async () => ({ Component: (await import('@/features/today/components/TodayPage')).TodayPage }),
  },
  {
    path: 'check-in',
    lazy: async () => ({
      Component: (await import('@/features/checkins/components/CheckInPage')).CheckInPage,
    }),
  },
  {
    path: 'plan',
    lazy: async () => ({ Component: (await import('@/features/safetyPlan/components/PlanPage')).PlanPage }),
  },
  {
    path: 'screenings/:kind',
    lazy: async () => ({
      Component: (await import('@/features/screenings/components/ScreeningPage')).ScreeningPage,
    }),
  },
];
