import { Button } from '@/components/Button';
import { FormPage } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { SaveState, type SaveStep } from '@/components/SaveState';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/profile';
import { useChangeDisplayName, useChangeProfile, useProfile } from '../api/profile';
import { AgeAndPlace, HowYourMindWorks, Name } from './ProfileSections';

export function ProfilePage() {
  const profile = useProfile();
  const change = useChangeProfile();
  const rename = useChangeDisplayName();
  const errors = fieldErrors(change.error ?? rename.error);
  const failed = change.error ?? rename.error;
  return (
    <FormPage
      title={t('settings.profile')}
      text={t('profile.text')}
      aside={<SaveState step={stepOf([change.status, rename.status])} />}
    >
      {failed && Object.keys(errors).length === 0 ? (
        <div className="mt-6">
          <ProblemNotice error={failed} />
        </div>
      ) : null}
      {profile.isError ? (
        <div className="mt-6">
          <ProblemNotice
            error={profile.error}
            action={<Button onPress={() => void profile.refetch()}>{t('app.tryAgain')}</Button>}
          />
        </div>
      ) : null}
      {profile.isPending ? (
        <ProgressLine label={t('settings.loading')} className="animate-late mt-8" />
      ) : null}
      {profile.data ? (
        <>
          <Name profile={profile.data} errors={errors} change={change.mutate} rename={rename.mutate} />
          <AgeAndPlace profile={profile.data} errors={errors} change={change.mutate} />
          <HowYourMindWorks profile={profile.data} errors={errors} change={change.mutate} />
        </>
      ) : null}
    </FormPage>
  );
}

function stepOf(statuses: readonly ('idle' | 'pending' | 'success' | 'error')[]): SaveStep {
  if (statuses.includes('error')) return 'failed';
  if (statuses.includes('pending')) return 'saving';
  return statuses.includes('success') ? 'saved' : 'idle';
}

/** The server's words by the field they are about, in its spelling. */
function fieldErrors(error: unknown): Partial<Record<string, string>> {
  if (!isProblem(error)) return {};
  return Object.fromEntries(Object.entries(error.fieldErrors).map(([field, [message]]) => [field, message]));
}
