import type { RouteObject } from 'react-router';

/** Small tools for time, tasks and senses; most of them also work with no network. */
export const toolRoutes: RouteObject[] = [
  {
    path: 'tools',
    lazy: async () => ({ Component: (await import('@/features/tools/components/ToolsPage')).ToolsPage }),
  },
  {
    path: 'tools/timer',
    lazy: async () => ({ Component: (await import('@/features/adhd/components/TimerPage')).TimerPage }),
  },
];
