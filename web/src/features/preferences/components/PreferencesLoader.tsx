import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { t } from '@/lib/messages/preferences';
import { usePreferences, type Preferences } from '../api/preferences';

export function PreferencesLoader({ children }: { children: (preferences: Preferences) => ReactNode }) {
  const { data, error, refetch } = usePreferences();
  if (data) return children(data);
  if (error) {
    return (
      <div className="mt-6">
        <ProblemNotice
          error={error}
          action={<Button onPress={() => void refetch()}>{t('app.tryAgain')}</Button>}
        />
      </div>
    );
  }
  return <ProgressLine label={t('settings.loading')} className="animate-late mt-8" />;
}
