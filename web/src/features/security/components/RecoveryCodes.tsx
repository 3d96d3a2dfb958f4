import { useQueryClient } from '@tanstack/react-query';
import { Check, Copy, Download, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { FormPage } from '@/components/FormPage';
import { useSession } from '@/lib/api/session';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/security';
import { saveBlob } from '@/lib/saveBlob';
import { twoStepQuery } from '../api/twoStep';
import { useCopied } from './useCopied';

/** Shown once. On paper only the codes remain, and whose they are. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const email = useSession((state) => state.user?.email ?? '');
  const [isCopied, copy] = useCopied();
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    page.current?.closest('main')?.scrollTo({ top: 0 });
    page.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, []);
  const heading = t('security.codesFileTitle', { email, date: formatDate(new Date().toISOString()) });
  const text = `${heading}\n\n${codes.join('\n')}\n`;
  return (
    <div ref={page}>
      <FormPage title={t('security.codesTitle')} text={t('security.codesText')}>
        <p className="mt-6 hidden text-base print:block">{heading}</p>
        <ul
          aria-label={t('security.codesList')}
          className="border-line numeric mt-6 grid gap-x-8 gap-y-2 rounded-lg border p-5 font-mono text-base sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="mt-4 flex flex-wrap gap-2 print:hidden">
          <Button size="touch" onPress={() => copy(text)}>
            {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
            {t(isCopied ? 'security.codesCopied' : 'security.codesCopy')}
          </Button>
          <Button
            size="touch"
            onPress={() => saveBlob(new Blob([text], { type: 'text/plain' }), t('security.codesFile'))}
          >
            <Download aria-hidden className="size-4" />
            {t('security.codesDownload')}
          </Button>
          <Button size="touch" onPress={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            {t('security.codesPrint')}
          </Button>
        </div>
        <Button
          tone="primary"
          size="large"
          className="mt-8 print:hidden"
          onPress={() => {
            void client.invalidateQueries(twoStepQuery);
            void navigate('/settings/security');
          }}
        >
          {t('security.codesDone')}
        </Button>
      </FormPage>
    </div>
  );
}
