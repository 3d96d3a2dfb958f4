import type { RouteObject } from 'react-router';

/** What was checked in before, what it tells, and what comes in from elsewhere. */
export const historyRoutes: RouteObject[] = [
  {
    path: 'history',
    lazy: async () => ({
      Component: (await import('@/features/history/components/HistoryFrame')).HistoryFrame,
    }),
    children: [
      {
        index: true,
        lazy: async () => ({
          Component: (await import('@/features/history/components/HistoryList')).HistoryList,
        }),
      },
      {
        path: 'calendar',
        lazy: async () => ({
          Component: (await import('@/features/history/components/CalendarPage')).CalendarPage,
        }),
      },
      {
        path: 'charts',
        lazy: async () => ({
          Component: (await import('@/features/history/components/ChartsPage')).ChartsPage,
        }),
      },
    ],
  },
  {
    path: 'history/import',
    lazy: async () => ({ Component: (await import('@/features/history/components/ImportPage')).ImportPage }),
  },
  {
    path: 'history/:checkInId',
    lazy: async () => ({
      Component: (await import('@/features/history/components/CheckInDetail')).CheckInDetail,
    }),
  },
];
