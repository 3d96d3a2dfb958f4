import { useQueryClient } from '@tanstack/react-query';
import { SaveState } from '@/components/SaveState';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/preferences';
import { savePreferences, usePreferenceSaving } from '../model/savePreferences';

export function PreferencesSaveState() {
  const client = useQueryClient();
  const step = usePreferenceSaving((state) => state.step);
  const isSignedIn = useSession((state) => state.status === 'signed-in');
  if (!isSignedIn) return <span className="text-soft text-sm">{t('preferences.deviceOnly')}</span>;
  return <SaveState step={step} onRetry={() => void savePreferences(client)} />;
}
