import { SettingsShell } from '@/features/settings/components/SettingsShell';
import { settingsPages } from './settingsPages';

export function SettingsFrame() {
  return <SettingsShell pages={settingsPages} />;
}
