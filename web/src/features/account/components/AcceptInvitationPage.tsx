import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { PlainPage } from '@/components/PlainPage';
import { TextInput } from '@/components/TextInput';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/signIn';
import { acceptInvitation } from '../api/mailFlows';
import { useLinkParameters } from '../model/useLinkParameters';
import { AccountCard } from './AccountCard';
import { NewPasswordForm } from './NewPasswordForm';
import { isLinkRefusal } from './ResetPasswordPage';

export function AcceptInvitationPage() {
  const token = useLinkParameters().get('token');
  return token === null ? <BrokenInvitation /> : <Invitation token={token} />;
}

function BrokenInvitation() {
  return <PlainPage title={t('signIn.invitationBroken')} text={t('signIn.invitationBrokenText')} />;
}

function Invitation({ token }: { token: string }) {
  usePageTitle(t('signIn.invitationTitle'));
  const navigate = useNavigate();
  const [displayName, setDisplayName] = useState('');
  const accept = useMutation({
    mutationFn: (password: string) => acceptInvitation(token, password, displayName.trim()),
    onSuccess: () => navigate('/about-you', { replace: true }),
    gcTime: 0,
  });
  if (isLinkRefusal(accept.error)) return <BrokenInvitation />;
  return (
    <AccountCard title={t('signIn.invitationTitle')} text={t('signIn.invitationText')}>
      <NewPasswordForm
        label={t('account.password')}
        action={t('signIn.invitationAccept')}
        busyAction={t('account.registerBusy')}
        error={accept.error}
        isPending={accept.isPending}
        onPassword={(password) => accept.mutate(password)}
      >
        <TextInput
          label={t('account.displayName')}
          name="name"
          autoComplete="name"
          value={displayName}
          onChange={setDisplayName}
          hint={t('account.displayNameHint')}
        />
      </NewPasswordForm>
    </AccountCard>
  );
}
