import type { SettingsPageEntry } from '@/features/settings/model/settingsPage';

/** Every page of the settings, in the order of the list. A new page is one entry here. */
export const settingsPages: readonly SettingsPageEntry[] = [
  {
    path: 'profile',
    group: 'you',
    title: 'settings.profile',
    text: 'settings.profileText',
    load: async () => (await import('@/features/profile/components/ProfilePage')).ProfilePage,
  },
  {
    path: 'appearance',
    group: 'you',
    title: 'settings.appearance',
    text: 'settings.appearanceText',
    load: async () => (await import('@/features/preferences/components/AppearancePage')).AppearancePage,
  },
  {
    path: 'notifications',
    group: 'you',
    title: 'settings.notifications',
    text: 'settings.notificationsText',
    load: async () => (await import('@/features/preferences/components/NotificationsPage')).NotificationsPage,
  },
  {
    path: 'support',
    group: 'you',
    title: 'settings.support',
    text: 'settings.supportText',
    load: async () => (await import('@/features/preferences/components/SupportPage')).SupportPage,
  },
  {
    path: 'security',
    group: 'safety',
    title: 'settings.security',
    text: 'settings.securityText',
    load: async () => (await import('@/features/security/components/SecurityPage')).SecurityPage,
  },
  {
    path: 'security/two-step',
    group: 'safety',
    title: 'settings.twoStep',
    text: 'settings.securityText',
    isHidden: true,
    load: async () => (await import('@/features/security/components/TwoStepSetUpPage')).TwoStepSetUpPage,
  },
  {
    path: 'security/recovery-codes',
    group: 'safety',
    title: 'settings.recoveryCodes',
    text: 'settings.securityText',
    isHidden: true,
    load: async () =>
      (await import('@/features/security/components/NewRecoveryCodesPage')).NewRecoveryCodesPage,
  },
  {
    path: 'health-screening',
    group: 'safety',
    title: 'settings.healthScreening',
    text: 'settings.healthScreeningText',
    load: async () => (await import('@/features/privacy/components/HealthScreeningPage')).HealthScreeningPage,
  },
  {
    path: 'consents',
    group: 'safety',
    title: 'settings.consents',
    text: 'settings.consentsText',
    load: async () => (await import('@/features/privacy/components/ConsentsPage')).ConsentsPage,
  },
  {
    path: 'sharing',
    group: 'safety',
    title: 'settings.sharing',
    text: 'settings.sharingText',
    load: async () => (await import('@/features/privacy/components/SharingPage')).SharingPage,
  },
  {
    path: 'activity',
    group: 'safety',
    title: 'settings.activity',
    text: 'settings.activityText',
    load: async () => (await import('@/features/privacy/components/ActivityPage')).ActivityPage,
  },
  {
    path: 'data',
    group: 'data',
    title: 'settings.data',
    text: 'settings.dataText',
    load: async () => (await import('@/features/privacy/components/DataPage')).DataPage,
  },
  {
    path: 'delete-account',
    group: 'data',
    title: 'settings.deleteAccount',
    text: 'settings.deleteAccountText',
    load: async () => (await import('@/features/privacy/components/DeleteAccountPage')).DeleteAccountPage,
  },
];
