import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { formatTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useVerifyAudit } from '../api/audit';

/** Proves now that nothing in the record was changed, removed or reordered. */
export function AuditVerification() {
  const verify = useVerifyAudit();
  return (
    <>
      <div role="status" className="text-soft max-w-[44rem]">
        {verify.data ? <Verdict {...verify.data} /> : null}
        {verify.isError ? <span className="text-danger">{problemText(verify.error).title}</span> : null}
      </div>
      <Button isPending={verify.isPending} onPress={() => verify.mutate()}>
        {verify.isPending ? t('audit.verifyBusy') : t('audit.verify')}
      </Button>
    </>
  );
}

interface VerdictProps {
  entries: number;
  fault: string | null;
  verified_at: string;
}

function Verdict({ entries, fault, verified_at: verifiedAt }: VerdictProps) {
  if (fault === null) {
    return (
      <span className="text-good inline-flex items-center gap-1.5 font-medium">
        <ShieldCheck aria-hidden className="size-4" />
        {t('audit.verified', { count: entries, date: formatTime(verifiedAt) })}
      </span>
    );
  }
  return (
    <div className="bg-danger-soft text-ink flex items-start gap-2.5 rounded-sm px-3.5 py-2.5">
      <ShieldAlert aria-hidden className="text-danger mt-0.5 size-4 shrink-0" />
      <div>
        <p className="font-semibold">{t('audit.broken')}</p>
        <p>{fault}</p>
        <p className="text-soft">{t('audit.brokenAdvice')}</p>
      </div>
    </div>
  );
}
