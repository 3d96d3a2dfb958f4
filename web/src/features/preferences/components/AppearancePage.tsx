import type { CSSProperties } from 'react';
import { FormPage, FormSection } from '@/components/FormPage';
import { NumberStepper } from '@/components/NumberStepper';
import { RadioCards } from '@/components/RadioCards';
import { SwitchRow } from '@/components/SwitchRow';
import {
  animationSpeeds,
  chimes,
  themes,
  typefaces,
  useAppearance,
  type Theme,
} from '@/lib/appearance/appearance';
import { t } from '@/lib/messages/preferences';
import { playChime } from '@/lib/sound/chime';
import { pulse } from '@/lib/sound/drawAttention';
import { smallestTextPixels, largestTextPixels } from '../model/textSize';
import { useAppearanceChange } from '../model/useAppearanceChange';
import { PreferencesSaveState } from './PreferencesSaveState';

export function AppearancePage() {
  return (
    <FormPage
      title={t('settings.appearance')}
      text={t('preferences.appearanceText')}
      aside={<PreferencesSaveState />}
    >
      <Colours />
      <Type />
      <Motion />
      <SoundAndTouch />
    </FormPage>
  );
}

function Colours() {
  const { theme, highContrast } = useAppearance();
  const change = useAppearanceChange();
  return (
    <FormSection title={t('preferences.theme')}>
      <RadioCards
        label={t('preferences.theme')}
        isLabelHidden
        value={theme}
        onChange={(chosen) => change({ theme: chosen })}
        columns="two"
        options={themes.map((value) => ({
          value,
          label: t(`account.theme.${value}`),
          sample: <ThemeSample theme={value} />,
        }))}
      />
      <div className="mt-3">
        <SwitchRow
          label={t('preferences.highContrast')}
          hint={t('preferences.highContrastText')}
          isSelected={highContrast}
          onChange={(chosen) => change({ highContrast: chosen })}
        />
      </div>
    </FormSection>
  );
}

// The grounds and inks of tokens.css, as they are whatever theme is in force.
const sampleColours: Record<Theme, readonly [ground: string, ink: string]> = {
  system: [
    'linear-gradient(135deg, oklch(98.5% 0.006 95) 50%, oklch(20% 0.015 260) 50%)',
    'oklch(62% 0.09 195)',
  ],
  calm_light: ['oklch(98.5% 0.006 95)', 'oklch(52% 0.09 195)'],
  calm_dark: ['oklch(20% 0.015 260)', 'oklch(75% 0.095 192)'],
  warm_evening: ['oklch(23% 0.022 55)', 'oklch(80% 0.13 80)'],
};

function ThemeSample({ theme }: { theme: Theme }) {
  const [background, ink] = sampleColours[theme];
  const style: CSSProperties = { background };
  return (
    <span
      aria-hidden
      style={style}
      className="border-line-strong/60 grid size-9 shrink-0 place-items-center rounded-sm border"
    >
      <span style={{ background: ink }} className="size-2.5 rounded-full" />
    </span>
  );
}

function Type() {
  const { typeface, fontSizePixels } = useAppearance();
  const change = useAppearanceChange();
  const hints = {
    inter: undefined,
    source_serif: t('preferences.typeface.source_serifText'),
    atkinson_hyperlegible: t('preferences.typeface.atkinson_hyperlegibleText'),
    open_dyslexic: t('preferences.typeface.open_dyslexicText'),
  };
  const faces = {
    inter: 'font-[Inter_Variable]',
    source_serif: 'font-[Source_Serif_4_Variable] [font-feature-settings:normal]',
    atkinson_hyperlegible: 'font-[Atkinson_Hyperlegible] [font-feature-settings:normal]',
    open_dyslexic: 'font-[OpenDyslexic] [font-feature-settings:normal]',
  };
  return (
    <FormSection title={t('preferences.type')}>
      <RadioCards
        label={t('preferences.typeface')}
        value={typeface}
        onChange={(chosen) => change({ typeface: chosen })}
        options={typefaces.map((value) => ({
          value,
          label: t(`account.typeface.${value}`),
          hint: hints[value],
          labelClass: faces[value],
        }))}
      />
      <div className="mt-5">
        <NumberStepper
          label={t('preferences.fontSize')}
          value={fontSizePixels}
          minValue={smallestTextPixels}
          maxValue={largestTextPixels}
          onChange={(chosen) => change({ fontSizePixels: chosen })}
        />
        <p className="text-soft mt-1 font-serif text-base">{t('preferences.fontSizeSample')}</p>
      </div>
    </FormSection>
  );
}

const systemReducesMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

function Motion() {
  const { animationSpeed, reduceMotion } = useAppearance();
  const change = useAppearanceChange();
  return (
    <FormSection
      title={t('preferences.motion')}
      text={systemReducesMotion.matches ? t('preferences.systemReducesMotion') : undefined}
    >
      <RadioCards
        label={t('preferences.speed')}
        value={animationSpeed}
        onChange={(chosen) => change({ animationSpeed: chosen })}
        columns="row"
        options={animationSpeeds.map((value) => ({ value, label: t(`preferences.speed.${value}`) }))}
      />
      <div className="mt-3">
        <SwitchRow
          label={t('preferences.reduceMotion')}
          hint={t('preferences.reduceMotionText')}
          isSelected={reduceMotion}
          onChange={(chosen) => change({ reduceMotion: chosen })}
        />
      </div>
    </FormSection>
  );
}

function SoundAndTouch() {
  const { soundEnabled, chime, hapticFeedback } = useAppearance();
  const change = useAppearanceChange();
  return (
    <FormSection title={t('preferences.sound')}>
      <SwitchRow
        label={t('preferences.soundEnabled')}
        hint={t('preferences.soundEnabledText')}
        isSelected={soundEnabled}
        onChange={(chosen) => {
          change({ soundEnabled: chosen });
          if (chosen && chime !== 'none') playChime(chime);
        }}
      />
      {soundEnabled ? (
        <div className="pt-3 pb-4">
          <RadioCards
            label={t('preferences.chime')}
            value={chime}
            columns="two"
            onChange={(chosen) => {
              change({ chime: chosen });
              if (chosen !== 'none') playChime(chosen);
            }}
            options={([...chimes, 'none'] as const).map((value) => ({
              value,
              label: t(`preferences.chime.${value}`),
            }))}
          />
        </div>
      ) : null}
      <SwitchRow
        label={t('preferences.haptic')}
        hint={t('preferences.hapticText')}
        isSelected={hapticFeedback}
        onChange={(chosen) => {
          change({ hapticFeedback: chosen });
          if (chosen) pulse();
        }}
      />
    </FormSection>
  );
}
