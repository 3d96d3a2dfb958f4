import { FormPage, FormSection } from '@/components/FormPage';
import { RadioCards } from '@/components/RadioCards';
import { SwitchRow } from '@/components/SwitchRow';
import { t } from '@/lib/messages/preferences';
import type { Preferences } from '../api/preferences';
import { PreferencesLoader } from './PreferencesLoader';
import { PreferencesSaveState } from './PreferencesSaveState';
import { usePreferenceChange } from './usePreferenceChange';

const styles = ['warm', 'direct', 'playful', 'professional'] as const;
const rewards = ['none', 'subtle', 'celebratory'] as const;
const levels = ['1', '2', '3'] as const;

export function SupportPage() {
  return (
    <FormPage
      title={t('settings.support')}
      text={t('preferences.supportText')}
      aside={<PreferencesSaveState />}
    >
      <PreferencesLoader>
        {(preferences) => (
          <>
            <Style preferences={preferences} />
            <TimeAndTasks preferences={preferences} />
            <SensesAndChange preferences={preferences} />
          </>
        )}
      </PreferencesLoader>
    </FormPage>
  );
}

interface Props {
  preferences: Preferences;
}

function Style({ preferences }: Props) {
  const change = usePreferenceChange();
  return (
    <FormSection title={t('preferences.style')}>
      <RadioCards
        label={t('preferences.style')}
        isLabelHidden
        value={styles.find((style) => style === preferences.communication_style) ?? null}
        onChange={(style) => change({ communication_style: style })}
        options={styles.map((style) => ({
          value: style,
          label: t(`preferences.style.${style}`),
          hint: t(`preferences.style.${style}Text`),
        }))}
      />
    </FormSection>
  );
}

function TimeAndTasks({ preferences }: Props) {
  const change = usePreferenceChange();
  return (
    <FormSection title={t('preferences.adhd')} text={t('preferences.adhdText')}>
      <SwitchRow
        label={t('preferences.timeBlindness')}
        hint={t('preferences.timeBlindnessText')}
        isSelected={preferences.time_blindness_support}
        onChange={(isOn) => change({ time_blindness_support: isOn })}
      />
      <SwitchRow
        label={t('preferences.breakdown')}
        hint={t('preferences.breakdownText')}
        isSelected={preferences.task_breakdown_auto}
        onChange={(isOn) => change({ task_breakdown_auto: isOn })}
      />
      <SwitchRow
        label={t('preferences.hyperfocus')}
        hint={t('preferences.hyperfocusText')}
        isSelected={preferences.hyperfocus_reminders}
        onChange={(isOn) => change({ hyperfocus_reminders: isOn })}
      />
      <div className="pt-4">
        <RadioCards
          label={t('preferences.reward')}
          columns="row"
          value={rewards.find((reward) => reward === preferences.dopamine_reward_style) ?? null}
          onChange={(reward) => change({ dopamine_reward_style: reward })}
          options={rewards.map((reward) => ({ value: reward, label: t(`preferences.reward.${reward}`) }))}
        />
      </div>
    </FormSection>
  );
}

function SensesAndChange({ preferences }: Props) {
  const change = usePreferenceChange();
  return (
    <FormSection title={t('preferences.autism')} text={t('preferences.autismText')}>
      <SwitchRow
        label={t('preferences.sensory')}
        hint={t('preferences.sensoryText')}
        isSelected={preferences.sensory_load_tracking}
        onChange={(isOn) => change({ sensory_load_tracking: isOn })}
      />
      <SwitchRow
        label={t('preferences.routine')}
        hint={t('preferences.routineText')}
        isSelected={preferences.routine_deviation_alerts}
        onChange={(isOn) => change({ routine_deviation_alerts: isOn })}
      />
      <div className="pt-4">
        <RadioCards
          label={t('preferences.scaffolding')}
          columns="row"
          value={levels.find((level) => Number(level) === preferences.emotion_scaffolding_level) ?? null}
          onChange={(level) => change({ emotion_scaffolding_level: Number(level) })}
          options={levels.map((level) => ({ value: level, label: t(`preferences.scaffolding.${level}`) }))}
        />
      </div>
    </FormSection>
  );
}
