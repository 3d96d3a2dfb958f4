import { createBrowserRouter, Outlet, type RouteObject } from 'react-router';

function Shell() {
  return (
    <div className="flex h-dvh flex-col">
      <header className="border-line h-11 shrink-0 border-b" />
      <main className="min-h-0 flex-1 overflow-hidden">
        <Outlet />
      </main>
    </div>
  );
}

export const routes: RouteObject[] = [
  {
    Component: Shell,
    children: [
      {
        path: '/recordings/:recordingId',
        lazy: async () => ({ Component: (await import('@/features/viewer/ViewerPage')).ViewerPage }),
      },
    ],
  },
];

export function createAppRouter() {
  return createBrowserRouter(routes);
}
