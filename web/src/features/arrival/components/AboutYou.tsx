import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { usePageTitle } from '@/components/usePageTitle';
import { useChangeProfile } from '@/features/profile/api/profile';
import { timeZoneHere } from '@/features/profile/model/timeZones';
import { isProblem } from '@/lib/api/problem';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/signIn';

export function AboutYou({ onDone }: { onDone: () => void }) {
  usePageTitle(t('arrival.title'));
  const change = useChangeProfile();
  // What they called themselves a moment ago is not asked again; a name of several words is theirs to divide.
  const calledThemselves = useSession(({ user }) => user?.display_name ?? '').trim();
  const [firstName, setFirstName] = useState(/\s/.test(calledThemselves) ? '' : calledThemselves);
  const [lastName, setLastName] = useState('');
  const [dateOfBirth, setDateOfBirth] = useState('');
  const errors = isProblem(change.error) ? change.error.fieldErrors : {};
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(
      {
        first_name: firstName.trim() || null,
        last_name: lastName.trim() || null,
        date_of_birth: dateOfBirth || null,
        time_zone: timeZoneHere(),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <>
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('arrival.title')}
      </h1>
      <p className="text-soft mt-2 text-base">{t('arrival.text')}</p>
      <form noValidate onSubmit={submit} className="mt-7 flex flex-col gap-4">
        {change.isError && Object.keys(errors).length === 0 ? <ProblemNotice error={change.error} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            label={t('arrival.firstName')}
            autoComplete="given-name"
            maxLength={100}
            value={firstName}
            onChange={setFirstName}
            error={errors.first_name?.[0]}
          />
          <TextInput
            label={t('arrival.lastName')}
            autoComplete="family-name"
            maxLength={100}
            value={lastName}
            onChange={setLastName}
            error={errors.last_name?.[0]}
          />
        </div>
        <TextInput
          label={t('arrival.dateOfBirth')}
          hint={t('arrival.dateOfBirthHint')}
          type="date"
          autoComplete="bday"
          value={dateOfBirth}
          onChange={setDateOfBirth}
          error={errors.date_of_birth?.[0]}
        />
        <div className="mt-2 flex flex-wrap gap-3">
          <Button type="submit" tone="primary" size="large" isPending={change.isPending}>
            {t('arrival.goOn')}
          </Button>
          <Button tone="quiet" size="large" onPress={onDone}>
            {t('arrival.skip')}
          </Button>
        </div>
      </form>
    </>
  );
}
