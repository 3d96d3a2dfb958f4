import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/preferences';

export function PreferencesSaveState() {
  const isSignedIn = useSession((state) => state.status === 'signed-in');
  return isSignedIn ? null : <span className="text-soft text-sm">{t('preferences.deviceOnly')}</span>;
}
