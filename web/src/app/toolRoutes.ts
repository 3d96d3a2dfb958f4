import type { RouteObject } from 'react-router';

/** Small tools for time, tasks and senses; most of them also work with no network. */
export const toolRoutes: RouteObject[] = [
  {
    path: 'tools',
    lazy: async () => ({ Component: (await import('@/features/tools/components/ToolsPage')).ToolsPage }),
  },
  {
    path: 'tools/tasks',
    lazy: async () => ({ Component: (await import('@/features/adhd/components/TasksPage')).TasksPage }),
  },
  {
    path: 'tools/time',
    lazy: async () => ({ Component: (await import('@/features/adhd/components/TimePage')).TimePage }),
  },
  {
    path: 'tools/focus',
    lazy: async () => ({ Component: (await import('@/features/adhd/components/FocusPage')).FocusPage }),
  },
  {
    path: 'tools/timer',
    lazy: async () => ({ Component: (await import('@/features/adhd/components/TimerPage')).TimerPage }),
  },
  {
    path: 'tools/sensory',
    lazy: async () => ({
      Component: (await import('@/features/autism/components/SensoryPage')).SensoryPage,
    }),
  },
  {
    path: 'tools/masking',
    lazy: async () => ({
      Component: (await import('@/features/autism/components/MaskingPage')).MaskingPage,
    }),
  },
  {
    path: 'tools/routine',
    lazy: async () => ({
      Component: (await import('@/features/autism/components/RoutinePage')).RoutinePage,
    }),
  },
  {
    path: 'tools/routine/edit',
    lazy: async () => ({
      Component: (await import('@/features/autism/components/RoutineEditPage')).RoutineEditPage,
    }),
  },
];
