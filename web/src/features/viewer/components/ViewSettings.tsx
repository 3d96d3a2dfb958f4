import { useStore } from 'zustand';
import { t } from '@/lib/messages/t';
import {
  highPassChoices,
  isMontage,
  isPossible,
  lowPassChoices,
  montages,
  notchChoices,
} from '../model/choices';
import { lanesPerPageChoices } from '../model/lanes';
import { usePreferences } from '../model/preferences';
import { sensitivitySteps } from '../model/sensitivity';
import type { ViewStore } from '../model/viewState';
import { pageChoicesSeconds } from '../model/viewport';
import { type ToolChoice, ToolSelect } from './ToolSelect';
import { pageText } from './viewText';

interface Props {
  store: ViewStore;
  highestRateHz: number;
}

/** Every selector of the view; a row on wide screens, a list on a phone. */
export function ViewSettings({ store, highestRateHz }: Props) {
  const preferences = usePreferences();
  const { change } = preferences;
  const sensitivity = useStore(store, (state) => state.sensitivity);
  return (
    <>
      <PageSelect store={store} />
      <ToolSelect
        label={t('viewer.sensitivity')}
        value={String(sensitivity)}
        shown={t('viewer.sensitivityValue', { value: sensitivity })}
        choices={sensitivitySteps.map((step) => ({
          value: String(step),
          text: t('viewer.sensitivityValue', { value: step }),
        }))}
        onChoose={(value) => store.getState().chooseSensitivity(Number(value))}
      />
      <ToolSelect
        label={t('viewer.lanes')}
        value={String(preferences.lanesPerPage)}
        choices={lanesPerPageChoices.map((choice) =>
          typeof choice === 'number'
            ? { value: String(choice), text: String(choice) }
            : {
                value: choice,
                text: t(`viewer.lanes.${choice}`),
                hint: t(`viewer.lanesHint.${choice}`),
              },
        )}
        onChoose={(value) => {
          const lanesPerPage = lanesPerPageChoices.find((choice) => String(choice) === value);
          if (lanesPerPage !== undefined) change({ lanesPerPage });
        }}
      />
      <ToolSelect
        label={t('viewer.montage')}
        value={preferences.montage}
        choices={montages.map((montage) => ({
          value: montage,
          text: t(`viewer.montage.${montage}`),
          hint: t(`viewer.montageHint.${montage}`),
        }))}
        onChoose={(montage) => (isMontage(montage) ? change({ montage }) : undefined)}
      />
      <ToolSelect
        label={t('viewer.highPass')}
        value={String(preferences.highPassHz)}
        choices={edges(highPassChoices, highestRateHz)}
        onChoose={(value) => change({ highPassHz: Number(value) })}
      />
      <ToolSelect
        label={t('viewer.lowPass')}
        value={String(preferences.lowPassHz)}
        choices={edges(lowPassChoices, highestRateHz)}
        onChoose={(value) => change({ lowPassHz: Number(value) })}
      />
      <ToolSelect
        label={t('viewer.notch')}
        value={String(preferences.notchHz)}
        choices={edges(notchChoices, highestRateHz)}
        onChoose={(value) => change({ notchHz: Number(value) })}
      />
      <ToolSelect
        label={t('viewer.polarity')}
        value={preferences.polarity}
        choices={(['negative_up', 'positive_up'] as const).map((polarity) => ({
          value: polarity,
          text: t(`viewer.polarity.${polarity}`),
        }))}
        onChoose={(value) => change({ polarity: value === 'positive_up' ? 'positive_up' : 'negative_up' })}
      />
    </>
  );
}

function PageSelect({ store }: { store: ViewStore }) {
  const pageSeconds = useStore(store, (state) => state.viewport.pageSeconds);
  const durationSeconds = useStore(store, (state) => state.durationSeconds);
  const lengths = [...pageChoicesSeconds.filter((choice) => choice < durationSeconds), durationSeconds];
  return (
    <ToolSelect
      label={t('viewer.page')}
      value={String(pageSeconds)}
      shown={pageText(pageSeconds, durationSeconds)}
      choices={lengths.map((seconds) => ({
        value: String(seconds),
        text: pageText(seconds, durationSeconds),
      }))}
      onChoose={(value) => store.getState().setPage(Number(value))}
    />
  );
}

function edges(choices: readonly number[], highestRateHz: number): ToolChoice[] {
  return choices.map((edge) => {
    const text = edge === 0 ? t('viewer.off') : t('viewer.hertz', { value: edge });
    return isPossible(edge, highestRateHz)
      ? { value: String(edge), text }
      : { value: String(edge), text, hint: t('viewer.tooFast'), isDisabled: true };
  });
}
