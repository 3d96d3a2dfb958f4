import { RotateCcw } from 'lucide-react';
import { Button } from '@/components/Button';
import { FormPage, FormSection } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SwitchRow } from '@/components/SwitchRow';
import { formatDate, formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { useConsentHistory, useConsents, useDecideConsent } from '../api/consents';
import type { Consent } from '../model/consent';

export function ConsentsPage() {
  const consents = useConsents();
  return (
    <FormPage title={t('privacy.consents')} text={t('privacy.consentsText')}>
      <div className="mt-2">
        <Loaded of={consents} waiting={t('privacy.consentsWaiting')}>
          {(items) => (
            <>
              {items.map((consent) => (
                <ConsentSection key={consent.purpose} consent={consent} />
              ))}
              <History titles={new Map(items.map(({ purpose, title }) => [purpose, title]))} />
            </>
          )}
        </Loaded>
      </div>
    </FormPage>
  );
}

function ConsentSection({ consent }: { consent: Consent }) {
  const decide = useDecideConsent(consent);
  // What was just pressed shows at once; the server's answer follows.
  const isGranted = decide.isPending ? decide.variables : consent.granted;
  return (
    <FormSection title={consent.title}>
      <p className="max-w-[60ch] font-serif text-base whitespace-pre-line">{consent.text}</p>
      {consent.needs_renewal ? (
        <div className="bg-firefly-soft mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-sm px-4 py-3">
          <p className="flex min-w-0 flex-1 basis-56 items-start gap-2.5">
            <RotateCcw aria-hidden className="text-firefly-ink mt-0.5 size-4 shrink-0" />
            {t('privacy.consentRenewal')}
          </p>
          <Button size="touch" isPending={decide.isPending} onPress={() => decide.mutate(true)}>
            {t('privacy.consentRenew')}
          </Button>
        </div>
      ) : null}
      <div className="mt-3">
        <SwitchRow
          label={t('privacy.consentLabel', { title: consent.title })}
          hint={since(consent)}
          isSelected={isGranted}
          onChange={(granted) => decide.mutate(granted)}
        />
      </div>
      {decide.isError ? (
        <div className="mt-2">
          <ProblemNotice error={decide.error} />
        </div>
      ) : null}
    </FormSection>
  );
}

function since({ granted, changed_at: changedAt, version, needs_renewal: isOutdated }: Consent): string {
  if (!changedAt) return t('privacy.consentNever');
  if (isOutdated) return t('privacy.consentSinceEarlier', { date: formatDate(changedAt) });
  return granted
    ? t('privacy.consentSince', { date: formatDate(changedAt), version })
    : t('privacy.consentOffSince', { date: formatDate(changedAt) });
}

function History({ titles }: { titles: ReadonlyMap<string, string> }) {
  const history = useConsentHistory();
  return (
    <FormSection title={t('privacy.consentHistory')}>
      <Loaded of={history} waiting={t('privacy.consentsWaiting')}>
        {(changes) =>
          changes.length === 0 ? (
            <p className="text-soft">{t('privacy.consentHistoryEmpty')}</p>
          ) : (
            <ol className="divide-line divide-y">
              {changes.map(({ purpose, granted, version, changed_at: changedAt }) => (
                <li key={`${purpose} ${changedAt}`} className="flex flex-wrap justify-between gap-x-6 py-2.5">
                  <span>
                    {granted
                      ? t('privacy.consentGranted', { title: titles.get(purpose) ?? purpose, version })
                      : t('privacy.consentWithdrawn', { title: titles.get(purpose) ?? purpose })}
                  </span>
                  <time dateTime={changedAt} className="text-faint numeric">
                    {formatDateTime(changedAt)}
                  </time>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </FormSection>
  );
}
