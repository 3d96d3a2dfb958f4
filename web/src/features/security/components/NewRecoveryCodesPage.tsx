import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { FormPage } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { t } from '@/lib/messages/security';
import { renewRecoveryCodes } from '../api/twoStep';
import { RecoveryCodes } from './RecoveryCodes';

export function NewRecoveryCodesPage() {
  const renew = useMutation({
    mutationFn: () =>
      confirmIdentity((password, code) => renewRecoveryCodes(password ?? '', code), { asksFirst: true }),
    gcTime: 0,
  });
  if (renew.data) return <RecoveryCodes codes={renew.data.recovery_codes} />;
  return (
    <FormPage title={t('security.codesNew')} text={t('security.codesNewText')}>
      <div className="mt-6 flex flex-col items-start gap-4">
        {renew.isError ? <ProblemNotice error={renew.error} /> : null}
        <Button tone="primary" size="large" isPending={renew.isPending} onPress={() => renew.mutate()}>
          {t('security.codesNew')}
        </Button>
      </div>
    </FormPage>
  );
}
