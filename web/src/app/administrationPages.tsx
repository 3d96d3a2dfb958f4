import { Navigate, type RouteObject } from 'react-router';

/** Below `/admin`; none of it is loaded before somebody opens it. */
export const administrationPages: RouteObject[] = [
  { index: true, element: <Navigate to="/admin/users" replace /> },
  {
    path: 'users',
    lazy: async () => ({
      Component: (await import('@/features/administration/components/UsersPage')).UsersPage,
    }),
  },
  {
    path: 'invitations',
    lazy: async () => ({
      Component: (await import('@/features/administration/components/InvitationsPage')).InvitationsPage,
    }),
  },
  {
    path: 'audit',
    lazy: async () => ({
      Component: (await import('@/features/administration/components/AuditPage')).AuditPage,
    }),
  },
  {
    path: 'jobs',
    lazy: async () => ({
      Component: (await import('@/features/administration/components/JobsPage')).JobsPage,
    }),
  },
  {
    path: 'mail',
    lazy: async () => ({
      Component: (await import('@/features/administration/components/MailPage')).MailPage,
    }),
  },
  {
    path: 'system',
    lazy: async () => ({
      Component: (await import('@/features/administration/components/SystemPage')).SystemPage,
    }),
  },
];
