using System.Collections.Frozen;

namespace Halcyon.Signals.Deidentification;

/// <summary>Words that event texts of EEG recordings are made of, and that name no person.</summary>
/// <remarks>
/// An allow list: what is not on it counts as a name. Words that are also common names or surnames (mark, chin, art,
/// young) are left off although recorders use them, or pass only within a phrase that recorders are known to write.
/// </remarks>
internal static class EventVocabulary
{
    private const string Events = """
        stimulus stim response resp trigger event marker comment new segment start stop begin end onset offset pause resume
        on off open opened opening closed closing left right both up down in out yes no none unknown
        eye eyes blink blinks blinking saccade saccades gaze fixation movement movements move moving muscle artifact artifacts artefact artefacts
        jaw clench chewing swallow swallowing talk talking speech cough coughing sneeze yawn snore snoring sweat
        rest resting baseline task trial trials run break instruction instructions practice feedback cue target targets
        nontarget nontargets standard deviant oddball go nogo correct incorrect error hit pressed
        hands feet tongue finger fist fists imagery imagine execution motor visual auditory tone beep sound image
        sleep stage awake drowsy drowsiness arousal rem nrem n1 n2 n3 n4 s1 s2 s3 s4 s w r m mt movement time unscored
        spindle spindles kcomplex complex slow wave waves delta theta alpha beta gamma
        spike spikes polyspike discharge discharges epileptiform seizure seizures ictal interictal postictal preictal
        clinical electrographic generalized generalised focal bilateral frontal temporal central parietal occipital anterior posterior
        burst suppression slowing lpd gpd lrda grda asymmetry asymmetric
        hyperventilation hv photic stimulation ips hz lights lamp
        apnea apnoea hypopnea hypopnoea obstructive mixed desaturation limb leg periodic plm
        electrode electrodes impedance impedances check calibration cal filter montage reference ref ground change changed
        boundary bad noise noisy signal lost connection disconnected saturated saturation gap data recording recorder amplifier
        sync synchronisation synchronization code number value level of the and to from with without for at
        """;

    // Of words that are surnames too (sharp, cross, key); a single word stands for a text of nothing else.
    private const string EventPhrases = """
        sharp wave, sharp waves, sharp and slow wave, sharp and slow waves, sharp wave complex, sharp transient, sharp transients
        fixation cross, fixation cross on, fixation cross off, key press, key pressed, button press, button pressed, press key, press button
        block start, block end, block begin, block onset, block offset, start block, end block, task block, rest block, baseline block, trial block
        left hand, right hand, both hand, hand movement, hand imagery, left foot, right foot, foot movement, foot imagery
        bad electrode pop, electrode pop, bad flat, close eyes, eyes close, light on, light off, light stimulation, light flash, photic flash, good signal, good data, good segment
        wake, stage wake, wake up, miss, target miss, edge boundary, gain change, jaw chew, mu wave, mu waves
        """;

    // As above, of amplifiers.
    private const string AmplifierPhrases = """
        openbci cyton daisy, cyton daisy, openbci daisy, neuroscan curry, curry neuroscan, compumedics curry, ant neuro, cognionics quick
        nicolet eeg, natus nicolet, nihon kohden nicolet, cadwell eeg, natus embla, embla psg, interaxon muse, muse eeg, brain products, brain products brainamp
        """;

    private const string Amplifiers = """
        biosemi activetwo nihon kohden neurofax natus nicone xltek compumedics grael profusion neuroscan synamps
        products brainamp actichamp brainvision liveamp recorder gtec usbamp hiamp unicorn egi geodesic magstim neuro eego
        emotiv epoc openbci cyton ganglion interaxon micromed deymed mitsar tmsi mobita porti refa
        cognionics dsi wearable sensing neuroelectrics enobio starstim neurosky mindwave telemetry amplifier eeg psg system synthetic halcyon
        """;

    // What recorders call signals that are no electrode, besides numbers.
    private const string Signals = """
        eeg eog emg ecg ekg exg resp respiration ch channel accel accelerometer analog digital aux status dc sao spo pulse rate temp temperature heog veog heogl heogr veogu veogl
        ref le re ar avg av x y z thor thorax thoracic chest abd abdomen abdominal airflow flow nasal oral cannula thermistor snor snore mic photic pol event marker
        trig trigger trigs sti stim bp hr co etco gsr eda ppg pleth plethysmogram gyro light loc roc lio rio chin leg legs tib tibialis rat lat arm rip rib cage body
        position pos osat envelope battery counter other misc submental upper lower left right horizontal vertical polygraph poly effort rectal ergo imp cpap pressure csd lap
        """;

    private const string Units = """
        uv/m2 µv/m2 uv^2 % g mg kg n m mm cm m/s m/s2 m/s^2 deg deg/s °/s degc °c °f k c s ms us hz khz bpm /min 1/min l/min ml/min l l/s mmhg cmh2o kpa pa hpa
        ohm kohm mohm a ma ua s us µs ms au a.u. aru n/a lux lx db bit bits boolean bool none t ut µt ft count counts
        """;

    private const string CoordinateWords = """
        ctf elektaneuromag 4dbti kityokogawa chietiitab captrak eeglab eeglab-hj other individual talairach mnispace mni152lin scanras acpc
        m mm cm n/a
        """;

    public static FrozenSet<string> OfUnits { get; } = Words(Units);

    public static FrozenSet<string> OfCoordinates { get; } = Words(CoordinateWords);

    public static FrozenSet<string> OfSignals { get; } = Words(Signals);

    public static FrozenSet<string> OfEvents { get; } = Words(Events);

    public static FrozenSet<string> OfAmplifiers { get; } = Words(Amplifiers);

    /// <summary>Words in lower case with one space between them.</summary>
    public static FrozenSet<string> OfEventPhrases { get; } = Phrases(EventPhrases);

    public static FrozenSet<string> OfAmplifierPhrases { get; } = Phrases(AmplifierPhrases);

    private static FrozenSet<string> Phrases(string text) =>
        text.Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
