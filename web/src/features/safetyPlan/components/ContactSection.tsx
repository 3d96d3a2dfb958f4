import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SavedField } from '@/components/SavedField';
import { SaveState } from '@/components/SaveState';
import { SwitchRow } from '@/components/SwitchRow';
import { showToast } from '@/components/toasts';
import {
  contactQuery,
  removeContact,
  replaceContact,
  useContact,
  type Contact,
} from '@/features/help/api/contact';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/plan';

/** The one person Halcyon may write to, only with consent given here. */
export function ContactSection() {
  const contact = useContact().data;
  if (!contact) return null;
  return (
    <div className="print:hidden">
      <ContactForm contact={contact} />
    </div>
  );
}

function ContactForm({ contact }: { contact: Contact }) {
  const client = useQueryClient();
  const replace = useMutation({
    scope: { id: 'crisis-contact' },
    mutationFn: (changes: Partial<Contact>) => replaceContact({ ...contact, ...changes }),
    onSuccess: (kept) => client.setQueryData(contactQuery.queryKey, kept),
  });
  const remove = useMutation({
    mutationFn: removeContact,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: contactQuery.queryKey });
      showToast({ text: t('contact.removed') });
    },
  });
  const errors = isProblem(replace.error) ? replace.error.fieldErrors : {};
  const isNamed = contact.name !== null;
  const step = replace.isPending
    ? 'saving'
    : replace.isError
      ? 'failed'
      : replace.isSuccess
        ? 'saved'
        : 'idle';
  return (
    <FormSection title={t('contact.title')} text={t('contact.text')} aside={<SaveState step={step} />}>
      {replace.isError && Object.keys(errors).length === 0 ? <ProblemNotice error={replace.error} /> : null}
      <div className="flex max-w-md flex-col gap-4">
        <SavedField
          label={t('contact.name')}
          value={contact.name ?? ''}
          maxLength={80}
          autoComplete="off"
          error={errors.name?.[0]}
          onSave={(name) => (name === '' ? undefined : replace.mutate({ name }))}
        />
        {isNamed ? (
          <>
            <SavedField
              label={t('contact.email')}
              type="email"
              inputMode="email"
              value={contact.email ?? ''}
              maxLength={254}
              autoComplete="off"
              error={errors.email?.[0]}
              onSave={(email) => replace.mutate({ email: email === '' ? null : email })}
            />
            <SavedField
              label={t('contact.phone')}
              type="tel"
              value={contact.phone ?? ''}
              maxLength={30}
              autoComplete="off"
              error={errors.phone?.[0]}
              onSave={(phone) => replace.mutate({ phone: phone === '' ? null : phone })}
            />
          </>
        ) : null}
      </div>
      {isNamed ? (
        <>
          <div className="mt-4">
            <SwitchRow
              label={t('contact.consent')}
              hint={t('contact.consentText')}
              isSelected={contact.consented}
              onChange={(consented) =>
                replace.mutate({ consented, automatic: consented && contact.automatic })
              }
            />
            {contact.consented ? (
              <SwitchRow
                label={t('contact.automatic')}
                hint={t('contact.automaticText')}
                isSelected={contact.automatic}
                onChange={(automatic) => replace.mutate({ automatic })}
              />
            ) : null}
          </div>
          {contact.message_preview ? (
            <details className="mt-3">
              <summary className="flex min-h-11 cursor-pointer items-center underline underline-offset-4">
                {t('contact.letter')}
              </summary>
              <p className="max-w-[60ch] font-serif text-base whitespace-pre-line">
                {contact.message_preview}
              </p>
            </details>
          ) : null}
          <Button tone="quiet" size="touch" className="-ml-4" onPress={() => remove.mutate()}>
            {t('contact.remove')}
          </Button>
        </>
      ) : null}
    </FormSection>
  );
}
