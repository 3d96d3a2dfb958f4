import type { ReactNode } from 'react';
import { FormPage, FormSection } from '@/components/FormPage';
import { NumberStepper } from '@/components/NumberStepper';
import { SwitchRow } from '@/components/SwitchRow';
import { TimeInput } from '@/components/TimeInput';
import { ChannelsSection } from '@/features/notifications/components/ChannelsSection';
import { t } from '@/lib/messages/preferences';
import type { Preferences } from '../api/preferences';
import { PreferencesLoader } from './PreferencesLoader';
import { PreferencesSaveState } from './PreferencesSaveState';
import { usePreferenceChange } from './usePreferenceChange';

const mostOfAll = 20;

export function NotificationsPage() {
  return (
    <FormPage
      title={t('settings.notifications')}
      text={t('preferences.notificationsText')}
      aside={<PreferencesSaveState />}
    >
      <PreferencesLoader>{(preferences) => <Choices preferences={preferences} />}</PreferencesLoader>
      <ChannelsSection />
    </FormPage>
  );
}

function Choices({ preferences }: { preferences: Preferences }) {
  const change = usePreferenceChange();
  const missing = t('preferences.timeMissing');
  const { quiet_hours_start: quietFrom, quiet_hours_end: quietTo } = preferences;
  return (
    <>
      <FormSection title={t('preferences.checkIns')}>
        <Daily>
          <SwitchRow
            label={t('preferences.morning')}
            hint={t('preferences.morningText')}
            isSelected={preferences.morning_checkin_enabled}
            onChange={(isOn) => change({ morning_checkin_enabled: isOn })}
          />
          {preferences.morning_checkin_enabled ? (
            <TimeInput
              label={t('preferences.at')}
              value={preferences.morning_checkin_time}
              onChange={(time) => change({ morning_checkin_time: time })}
              missing={missing}
            />
          ) : null}
        </Daily>
        <Daily>
          <SwitchRow
            label={t('preferences.evening')}
            hint={t('preferences.eveningText')}
            isSelected={preferences.evening_reflection_enabled}
            onChange={(isOn) => change({ evening_reflection_enabled: isOn })}
          />
          {preferences.evening_reflection_enabled ? (
            <TimeInput
              label={t('preferences.at')}
              value={preferences.evening_reflection_time}
              onChange={(time) => change({ evening_reflection_time: time })}
              missing={missing}
            />
          ) : null}
        </Daily>
      </FormSection>
      <FormSection title={t('preferences.quiet')} text={t('preferences.quietText')}>
        <div className="flex flex-wrap gap-4">
          <TimeInput
            label={t('preferences.quietFrom')}
            value={quietFrom}
            onChange={(time) => change({ quiet_hours_start: time })}
            missing={missing}
          />
          <TimeInput
            label={t('preferences.quietTo')}
            value={quietTo}
            onChange={(time) => change({ quiet_hours_end: time })}
            missing={missing}
          />
        </div>
        <p role="status" className="text-soft mt-2 min-h-5">
          {quietFrom === quietTo ? t('preferences.quietNone') : ''}
        </p>
      </FormSection>
      <FormSection title={t('preferences.most')} text={t('preferences.mostText')}>
        <NumberStepper
          label={t('preferences.most')}
          value={preferences.max_notifications_per_day}
          minValue={0}
          maxValue={mostOfAll}
          onChange={(count) => change({ max_notifications_per_day: count })}
        />
      </FormSection>
    </>
  );
}

/** One question of the day: whether, and below it when. */
function Daily({ children }: { children: [row: ReactNode, time: ReactNode] }) {
  const [row, time] = children;
  return (
    <div className="border-line border-b py-1.5 last:border-b-0">
      <div>{row}</div>
      {time === null ? null : <div className="pb-4">{time}</div>}
    </div>
  );
}
