import type { RouteObject } from 'react-router';

/** The library of small actions, and the screens that lead through one. */
export const libraryRoutes: RouteObject[] = [
  {
    path: 'library',
    lazy: async () => ({
      Component: (await import('@/features/library/components/LibraryPage')).LibraryPage,
    }),
  },
  {
    path: 'library/:interventionId',
    lazy: async () => ({
      Component: (await import('@/features/library/components/ActionPage')).ActionPage,
    }),
  },
  {
    path: 'library/:interventionId/do',
    lazy: async () => ({
      Component: (await import('@/features/library/components/PlayerPage')).PlayerPage,
    }),
  },
];
