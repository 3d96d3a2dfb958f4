import type { RouteObject } from 'react-router';

/** Pages that links from letters and other providers lead to: for whoever holds the link, signed in or not. */
export const accountRoutes: RouteObject[] = [
  {
    path: 'register',
    lazy: async () => ({
      Component: (await import('@/features/account/components/RegisterPage')).RegisterPage,
    }),
  },
  {
    path: 'forgot-password',
    lazy: async () => ({
      Component: (await import('@/features/account/components/ForgotPasswordPage')).ForgotPasswordPage,
    }),
  },
  {
    path: 'reset-password',
    lazy: async () => ({
      Component: (await import('@/features/account/components/ResetPasswordPage')).ResetPasswordPage,
    }),
  },
  {
    path: 'verify-email',
    lazy: async () => ({
      Component: (await import('@/features/account/components/VerifyEmailPage')).VerifyEmailPage,
    }),
  },
  {
    path: 'confirm-email-change',
    lazy: async () => ({
      Component: (await import('@/features/account/components/ConfirmEmailChangePage'))
        .ConfirmEmailChangePage,
    }),
  },
  {
    path: 'accept-invitation',
    lazy: async () => ({
      Component: (await import('@/features/account/components/AcceptInvitationPage')).AcceptInvitationPage,
    }),
  },
  {
    path: 'signed-in',
    lazy: async () => ({
      Component: (await import('@/features/account/components/SignedInPage')).SignedInPage,
    }),
  },
];
