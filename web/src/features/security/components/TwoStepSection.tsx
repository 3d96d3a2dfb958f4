import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { updateUser } from '@/lib/api/session';
import { t } from '@/lib/messages/security';
import { removeTotp, twoStepQuery, useTwoStep } from '../api/twoStep';

export function TwoStepSection() {
  const twoStep = useTwoStep();
  const isOn = twoStep.data?.totp_enabled === true;
  return (
    <FormSection
      title={t('security.twoStep')}
      text={t('security.twoStepText')}
      aside={twoStep.data ? <State isOn={isOn} /> : null}
    >
      {twoStep.isError ? (
        <ProblemNotice
          error={twoStep.error}
          action={<Button onPress={() => void twoStep.refetch()}>{t('app.tryAgain')}</Button>}
        />
      ) : null}
      {twoStep.data && !isOn ? (
        <ButtonLink to="/settings/security/two-step" tone="primary" size="touch">
          {t('security.twoStepSetUp')}
        </ButtonLink>
      ) : null}
      {twoStep.data && isOn ? <WhenOn codesLeft={twoStep.data.recovery_codes_left} /> : null}
    </FormSection>
  );
}

function State({ isOn }: { isOn: boolean }) {
  return (
    <span className={`text-sm font-medium ${isOn ? 'text-good' : 'text-soft'}`}>
      {t(isOn ? 'security.twoStepOn' : 'security.twoStepOff')}
    </span>
  );
}

const fewCodes = 3;

function WhenOn({ codesLeft }: { codesLeft: number }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      confirmIdentity((password, code) => removeTotp(password ?? '', code), { asksFirst: true }),
    onSuccess: async () => {
      updateUser({ mfa_enabled: false });
      showToast({ text: t('security.twoStepRemoved') });
      await client.invalidateQueries(twoStepQuery);
    },
    gcTime: 0,
  });
  return (
    <>
      {remove.isError ? <ProblemNotice error={remove.error} /> : null}
      <p className={codesLeft < fewCodes ? 'text-firefly-ink font-medium' : 'text-soft'}>
        {t('security.codesLeft', { count: codesLeft })}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink to="/settings/security/recovery-codes" size="touch">
          {t('security.codesNew')}
        </ButtonLink>
        <Button tone="quiet" size="touch" isPending={remove.isPending} onPress={() => remove.mutate()}>
          {t('security.twoStepRemove')}
        </Button>
      </div>
    </>
  );
}
