import type { User } from '@/lib/api/session';

export interface Workspace {
  name:
    | 'app.workspaceCompanion'
    | 'app.workspaceWorkbench'
    | 'app.workspaceClients'
    | 'app.workspaceAdministration';
  /** Where switching to it leads. */
  home: string;
  /** Starts of the addresses that belong to it. */
  paths: readonly string[];
  isFor: (user: User) => boolean;
}

/** In the order of the control. What a person's roles do not open is not listed at all. */
const workspaces: readonly Workspace[] = [
  {
    name: 'app.workspaceCompanion',
    home: '/today',
    paths: [
      '/about-you',
      '/today',
      '/check-in',
      '/history',
      '/library',
      '/insights',
      '/tools',
      '/plan',
      '/help',
      '/screenings',
      '/settings',
    ],
    isFor: (user) => !user.is_guest,
  },
  {
    name: 'app.workspaceWorkbench',
    home: '/recordings',
    paths: ['/recordings'],
    isFor: () => true,
  },
  {
    name: 'app.workspaceClients',
    home: '/clients',
    paths: ['/clients'],
    isFor: (user) => user.roles.includes('therapist'),
  },
  {
    name: 'app.workspaceAdministration',
    home: '/admin',
    paths: ['/admin'],
    isFor: isAdministrator,
  },
];

export function isAdministrator(user: User): boolean {
  return user.roles.includes('administrator');
}

export function isInCompanion(pathname: string): boolean {
  return workspaceAt(pathname)?.name === 'app.workspaceCompanion';
}

export function workspacesOf(user: User): Workspace[] {
  return workspaces.filter((workspace) => workspace.isFor(user));
}

export function workspaceAt(pathname: string): Workspace | undefined {
  return workspaces.find(({ paths }) =>
    paths.some((path) => pathname === path || pathname.startsWith(`${path}/`)),
  );
}
