import { createBrowserRouter, type RouteObject } from 'react-router';
import { HelpPage } from '@/features/help/components/HelpPage';
import { PlanSignedOut } from '@/features/safetyPlan/components/PlanSignedOut';
import { WelcomePage } from '@/features/welcome/components/WelcomePage';
import { accountRoutes } from './accountRoutes';
import { administrationPages } from './administrationPages';
import { companionRoutes } from './companionRoutes';
import { AdministratorsOnly, SignedInOnly, SignedInOrOffline, SignedOutOnly } from './guards';
import { historyRoutes } from './historyRoutes';
import { insightRoutes } from './insightRoutes';
import { libraryRoutes } from './libraryRoutes';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { settingsPages } from './settingsPages';
import { Shell } from './Shell';
import { toolRoutes } from './toolRoutes';

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
          // Never behind a guard, and never loaded later: help waits for nothing.
          { path: 'help', Component: HelpPage },
          { path: 'help/plan', Component: PlanSignedOut },
          ...accountRoutes,
          {
            Component: SignedOutOnly,
            children: [
              {
                path: 'sign-in',
                lazy: async () => ({
                  Component: (await import('@/features/account/components/SignInPage')).SignInPage,
                }),
              },
            ],
          },
          {
            // How Halcyon looks on this device; nobody needs an account for that.
            path: 'appearance',
            lazy: async () => ({
              Component: (await import('@/features/preferences/components/DeviceAppearancePage'))
                .DeviceAppearancePage,
            }),
          },
          { Component: SignedInOrOffline, children: [...companionRoutes, ...toolRoutes] },
          {
            Component: SignedInOnly,
            children: [
              ...libraryRoutes,
              ...historyRoutes,
              ...insightRoutes,
              {
                path: 'about-you',
                lazy: async () => ({
                  Component: (await import('@/features/arrival/components/ArrivalPage')).ArrivalPage,
                }),
              },
              {
                path: 'settings',
                lazy: async () => ({ Component: (await import('./SettingsFrame')).SettingsFrame }),
                children: settingsPages.map(({ path, load }) => ({
                  path,
                  lazy: async () => ({ Component: await load() }),
                })),
              },
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
              {
                path: 'clients',
                lazy: async () => ({
                  Component: (await import('@/features/clients/components/ClientsPage')).ClientsPage,
                }),
              },
              {
                path: 'clients/:shareId/:section?',
                lazy: async () => ({
                  Component: (await import('@/features/clients/components/ClientPage')).ClientPage,
                }),
              },
              {
                Component: AdministratorsOnly,
                children: [
                  {
                    path: 'admin',
                    lazy: async () => ({
                      Component: (await import('@/features/administration/components/AdministrationFrame'))
                        .AdministrationFrame,
                    }),
                    children: administrationPages,
                  },
                ],
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
