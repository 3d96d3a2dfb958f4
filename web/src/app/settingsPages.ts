import type { SettingsPageEntry } from '@/features/settings/model/settingsPage';

/** Every page of the settings, in the order of the list. A new page is one entry here. */
export const settingsPages: readonly SettingsPageEntry[] = [
  {
    path: 'appearance',
    group: 'you',
    title: 'settings.appearance',
    text: 'settings.appearanceText',
    load: async () => (await import('@/features/preferences/components/AppearancePage')).AppearancePage,
  },
];
