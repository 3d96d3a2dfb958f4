import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { useServerStatus } from '@/features/account/api/getStatus';
import { externalAdvice } from '@/features/account/model/externalAdvice';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/security';
import {
  externalLoginsQuery,
  startLinking,
  unlink,
  useExternalLogins,
  type ExternalLogin,
} from '../api/externalLogins';

/** Only where the server has another provider to link to. */
export function ExternalSection() {
  const provider = useServerStatus().data?.oidc?.name;
  const logins = useExternalLogins(provider !== undefined);
  const [query] = useSearchParams();
  const problem = query.get('problem');
  if (provider === undefined) return null;
  return (
    <FormSection title={t('security.external')} text={t('security.externalText', { provider })}>
      {problem === null ? null : (
        <p role="alert" className="text-danger mb-3 font-medium">
          {externalAdvice(problem)}
        </p>
      )}
      {logins.isError ? <ProblemNotice error={logins.error} /> : null}
      {logins.data?.items.length === 0 ? <Link provider={provider} /> : null}
      <ul>
        {logins.data?.items.map((login) => (
          <Linked key={login.id} login={login} />
        ))}
      </ul>
    </FormSection>
  );
}

function Link({ provider }: { provider: string }) {
  const link = useMutation({
    mutationFn: () => confirmIdentity((password, code) => startLinking(password, code)),
    onSuccess: ({ address }) => window.location.assign(address),
    gcTime: 0,
  });
  return (
    <>
      {link.isError ? <ProblemNotice error={link.error} /> : null}
      <Button size="touch" isPending={link.isPending || link.isSuccess} onPress={() => link.mutate()}>
        {t('security.externalLink', { provider })}
      </Button>
    </>
  );
}

function Linked({ login }: { login: ExternalLogin }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => confirmIdentity((password) => unlink(login.id, password)),
    onSuccess: async () => {
      showToast({ text: t('security.externalUnlinked') });
      await client.invalidateQueries(externalLoginsQuery);
    },
    gcTime: 0,
  });
  return (
    <li>
      {remove.isError ? <ProblemNotice error={remove.error} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-3 py-2">
        <p className="min-w-0">
          <span className="block text-base font-medium [overflow-wrap:anywhere]">
            {login.email ?? login.provider}
          </span>
          <span className="text-soft numeric">
            {t('security.externalLinked', { date: formatDate(login.created_at) })}
          </span>
        </p>
        <Button size="touch" isPending={remove.isPending} onPress={() => remove.mutate()}>
          {t('security.externalUnlink')}
        </Button>
      </div>
    </li>
  );
}
