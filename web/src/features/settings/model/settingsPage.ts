import type { ComponentType } from 'react';
import type { SettingsMessageKey } from '@/lib/messages/settings';

export type SettingsGroup = 'you' | 'safety' | 'data';

export interface SettingsPageEntry {
  /** Below `/settings/`. */
  path: string;
  group: SettingsGroup;
  title: SettingsMessageKey;
  /** One line of what is inside, for the list on a phone. */
  text: SettingsMessageKey;
  /** Left out of the list: a step of another page. */
  isHidden?: boolean;
  load: () => Promise<ComponentType>;
}
