import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { FormPage } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { isProblem } from '@/lib/api/problem';
import { updateUser } from '@/lib/api/session';
import { t } from '@/lib/messages/security';
import { confirmTotp, startTotp, type TotpSetUp } from '../api/twoStep';
import { grouped } from '../model/secretText';
import { RecoveryCodes } from './RecoveryCodes';
import { useCopied } from './useCopied';

export function TwoStepSetUpPage() {
  const [codes, setCodes] = useState<string[] | null>(null);
  // A query, though it changes something: it runs once, however often the page is drawn.
  const setUp = useQuery({
    queryKey: ['two-step-set-up'],
    queryFn: () => confirmIdentity((password) => startTotp(password ?? ''), { asksFirst: true }),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    enabled: codes === null,
  });
  if (codes) return <RecoveryCodes codes={codes} />;
  return (
    <FormPage title={t('security.setUpTitle')} text={t('security.twoStepText')}>
      <div className="mt-6">
        {setUp.isError ? (
          <>
            <ProblemNotice error={setUp.error} />
            <Button tone="primary" size="large" className="mt-3" onPress={() => void setUp.refetch()}>
              {t('security.setUpBegin')}
            </Button>
          </>
        ) : null}
        {setUp.data ? <SetUp setUp={setUp.data} onConfirmed={setCodes} /> : null}
      </div>
    </FormPage>
  );
}

interface SetUpProps {
  setUp: TotpSetUp;
  onConfirmed: (codes: string[]) => void;
}

function SetUp({ setUp, onConfirmed }: SetUpProps) {
  const [isCopied, copy] = useCopied();
  return (
    <ol className="flex flex-col gap-8">
      <li>
        <p className="text-base">{t('security.setUpScan')}</p>
        {/* Always dark on white: that is what cameras read. */}
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(setUp.qr_svg)}`}
          alt={t('security.setUpQr')}
          className="border-line mt-3 size-52 rounded-lg border bg-[white] p-2"
        />
        <p className="text-soft mt-4">{t('security.setUpSecret')}</p>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <code className="bg-sunken numeric rounded-sm px-2.5 py-1.5 font-mono text-base tracking-wide [overflow-wrap:anywhere]">
            {grouped(setUp.secret)}
          </code>
          <Button size="touch" onPress={() => copy(setUp.secret)}>
            {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
            {t(isCopied ? 'security.codesCopied' : 'security.setUpCopy')}
          </Button>
        </p>
      </li>
      <li>
        <CodeForm onConfirmed={onConfirmed} />
      </li>
    </ol>
  );
}

function CodeForm({ onConfirmed }: Pick<SetUpProps, 'onConfirmed'>) {
  const [code, setCode] = useState('');
  const [isShort, setShort] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const confirm = useMutation({
    mutationFn: (digits: string) => confirmTotp(digits),
    onSuccess: (answer) => {
      updateUser({ mfa_enabled: true });
      onConfirmed(answer.recovery_codes);
    },
    gcTime: 0,
  });
  const isWrong = isProblem(confirm.error, 'mfa-wrong');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const digits = code.replace(/\s/g, '');
    const isDigits = /^\d{6}$/.test(digits);
    setShort(!isDigits);
    if (isDigits) confirm.mutate(digits);
    else field.current?.focus();
  };
  return (
    <form noValidate onSubmit={submit} className="flex max-w-xs flex-col gap-4">
      {confirm.isError && !isWrong ? <ProblemNotice error={confirm.error} /> : null}
      <TextInput
        label={t('security.setUpCode')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        error={isShort ? t('security.setUpCodeMissing') : isWrong ? t('security.setUpCodeWrong') : undefined}
        inputRef={field}
      />
      <Button type="submit" tone="primary" size="large" isPending={confirm.isPending}>
        {t('security.setUpConfirm')}
      </Button>
    </form>
  );
}
