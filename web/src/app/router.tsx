import { createBrowserRouter, type RouteObject } from 'react-router';
import { RegisterPage } from '@/features/account/components/RegisterPage';
import { SignInPage } from '@/features/account/components/SignInPage';
import { WelcomePage } from '@/features/welcome/components/WelcomePage';
import { SignedInOnly, SignedOutOnly } from './guards';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { Shell } from './Shell';

export const routes: RouteObject[] = [
  {
    Component: Shell,
    // Nothing flashes while the first screen's code loads.
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, Component: WelcomePage },
          {
            Component: SignedOutOnly,
            children: [
              { path: 'sign-in', Component: SignInPage },
              { path: 'register', Component: RegisterPage },
            ],
          },
          {
            Component: SignedInOnly,
            children: [
              {
                path: 'recordings',
                lazy: async () => ({
                  Component: (await import('@/features/recordings/components/StudiesPage')).StudiesPage,
                }),
              },
              {
                path: 'recordings/:recordingId',
                lazy: async () => ({ Component: (await import('@/features/viewer/ViewerPage')).ViewerPage }),
              },
            ],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];

export function createAppRouter() {
  return createBrowserRouter(routes);
}
