import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormSection } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SwitchRow } from '@/components/SwitchRow';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/notifications';
import { pushState, turnPushOff, turnPushOn, type PushState } from '../api/browserPush';
import { useNotificationSettings, useReplaceNotificationSettings } from '../api/notificationSettings';

/** By which ways Halcyon may speak up outside its own pages. */
export function ChannelsSection() {
  const settings = useNotificationSettings();
  return (
    <FormSection title={t('notifications.ways')} text={t('notifications.waysText')}>
      <Loaded of={settings} waiting={t('notifications.loading')}>
        {(current) => (
          <>
            <ThisBrowser />
            <ByEmail byEmail={current.by_email} byPush={current.by_push} />
          </>
        )}
      </Loaded>
    </FormSection>
  );
}

const hints: Record<PushState, string> = {
  on: t('notifications.browserOn'),
  off: t('notifications.browserOff'),
  refused: t('notifications.browserRefused'),
  unsupported: t('notifications.browserUnsupported'),
};

function ThisBrowser() {
  const client = useQueryClient();
  const { data: state } = useQuery({ queryKey: ['notifications', 'browser'], queryFn: pushState });
  const [failure, setFailure] = useState<unknown>(null);
  if (!state) return null;
  const turn = async (isOn: boolean) => {
    setFailure(null);
    try {
      client.setQueryData(['notifications', 'browser'], await (isOn ? turnPushOn() : turnPushOff()));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <SwitchRow
        label={t('notifications.browser')}
        hint={hints[state]}
        isSelected={state === 'on'}
        isDisabled={state === 'refused' || state === 'unsupported'}
        onChange={(isOn) => void turn(isOn)}
      />
      {failure === null ? null : <ProblemNotice error={failure} />}
    </>
  );
}

function ByEmail({ byEmail, byPush }: { byEmail: boolean; byPush: boolean }) {
  const replace = useReplaceNotificationSettings();
  const isVerified = useSession(({ user }) => user?.email_verified === true);
  return (
    <>
      <SwitchRow
        label={t('notifications.email')}
        hint={isVerified ? t('notifications.emailText') : t('notifications.emailUnverified')}
        isSelected={(replace.isPending ? replace.variables.by_email : undefined) ?? byEmail}
        onChange={(isOn) => replace.mutate({ by_email: isOn, by_push: byPush })}
      />
      {replace.isError ? <ProblemNotice error={replace.error} /> : null}
    </>
  );
}
