import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { FormSelect } from '@/components/FormSelect';
import { SavedField } from '@/components/SavedField';
import { SwitchRow } from '@/components/SwitchRow';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/profile';
import type { Profile, ProfileChanges } from '../api/profile';
import { conditionsOf } from '../model/conditions';
import { timeZoneHere, timeZones, timeZoneText } from '../model/timeZones';

interface Props {
  profile: Profile;
  errors: Partial<Record<string, string>>;
  change: (changes: ProfileChanges) => void;
}

export function Name({ profile, errors, change, rename }: Props & { rename: (name: string) => void }) {
  const displayName = useSession((state) => state.user?.display_name ?? '');
  return (
    <FormSection title={t('profile.name')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SavedField
          label={t('profile.displayName')}
          autoComplete="nickname"
          maxLength={100}
          value={displayName}
          error={errors.display_name}
          onSave={rename}
        />
        <SavedField
          label={t('profile.pronouns')}
          autoComplete="off"
          maxLength={40}
          value={profile.pronouns ?? ''}
          error={errors.pronouns}
          onSave={(value) => change({ pronouns: value })}
        />
        <SavedField
          label={t('profile.firstName')}
          autoComplete="given-name"
          maxLength={100}
          value={profile.first_name ?? ''}
          error={errors.first_name}
          onSave={(value) => change({ first_name: value })}
        />
        <SavedField
          label={t('profile.lastName')}
          autoComplete="family-name"
          maxLength={100}
          value={profile.last_name ?? ''}
          error={errors.last_name}
          onSave={(value) => change({ last_name: value })}
        />
      </div>
    </FormSection>
  );
}

const ages = ['under-18', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;

export function AgeAndPlace({ profile, errors, change }: Props) {
  const here = timeZoneHere();
  return (
    <FormSection title={t('profile.age')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SavedField
          label={t('profile.dateOfBirth')}
          type="date"
          autoComplete="bday"
          hint={t('profile.dateOfBirthHint')}
          value={profile.date_of_birth ?? ''}
          error={errors.date_of_birth}
          onSave={(value) => change({ date_of_birth: value })}
        />
        <FormSelect
          label={t('profile.ageRange')}
          hint={t('profile.ageRangeHint')}
          value={profile.age_range ?? ''}
          onChange={(value) => change({ age_range: value })}
          options={[
            ['', t('profile.ageRangeNone')],
            ...ages.map((age) => [age, t(`profile.age.${age}`)] as const),
          ]}
        />
        <div className="sm:col-span-2">
          <FormSelect
            label={t('profile.timeZone')}
            value={profile.time_zone}
            onChange={(value) => change({ time_zone: value })}
            options={timeZones(profile.time_zone).map((zone) => [zone, timeZoneText(zone)] as const)}
          />
          {here === profile.time_zone ? null : (
            <Button tone="quiet" size="touch" className="-ml-4" onPress={() => change({ time_zone: here })}>
              {t('profile.timeZoneHere', { zone: timeZoneText(here) })}
            </Button>
          )}
        </div>
      </div>
    </FormSection>
  );
}

const flags = [
  ['has_adhd', 'profile.adhd'],
  ['has_autism_spectrum', 'profile.autism'],
  ['has_anxiety', 'profile.anxiety'],
  ['has_depression', 'profile.depression'],
] as const;

export function HowYourMindWorks({ profile, errors, change }: Props) {
  return (
    <FormSection title={t('profile.about')} text={t('profile.aboutText')}>
      {flags.map(([field, label]) => (
        <SwitchRow
          key={field}
          label={t(label)}
          isSelected={profile[field]}
          onChange={(isOn) => change({ [field]: isOn })}
        />
      ))}
      <div className="mt-5 flex flex-col gap-4">
        <SavedField
          label={t('profile.otherConditions')}
          hint={t('profile.otherConditionsHint')}
          autoComplete="off"
          value={profile.other_conditions.join(', ')}
          error={errors.other_conditions}
          onSave={(value) => change({ other_conditions: conditionsOf(value) })}
        />
        <SavedField
          label={t('profile.medical')}
          hint={t('profile.medicalHint')}
          autoComplete="off"
          value={profile.medical_conditions.join(', ')}
          error={errors.medical_conditions}
          onSave={(value) => change({ medical_conditions: conditionsOf(value) })}
        />
      </div>
    </FormSection>
  );
}
