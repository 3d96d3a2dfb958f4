using System.Collections.Frozen;

namespace Halcyon.Signals.Deidentification;

/// <summary>Words that event texts of EEG recordings are made of, and that name no person.</summary>
/// <remarks>
/// An allow list: what is not on it counts as a name. Words that are also common names or surnames (mark, chin, art,
/// young) are left off although recorders use them.
/// </remarks>
internal static class EventVocabulary
{
    private const string Events = """
        stimulus stim response resp trigger event marker comment new segment start stop begin end onset offset pause resume
        on off open opened opening close closed closing left right both up down in out yes no none unknown
        eye eyes blink blinks blinking saccade saccades gaze fixation cross movement movements move moving muscle artifact artifacts artefact artefacts
        jaw clench chew chewing swallow swallowing talk talking speech cough coughing sneeze yawn snore snoring sweat
        rest resting baseline task trial trials block run break instruction instructions practice feedback cue target targets
        nontarget nontargets standard deviant oddball go nogo correct incorrect error hit miss button press pressed key
        hand hands foot feet tongue finger fist fists imagery imagine execution motor visual auditory tone beep sound image flash
        sleep stage wake awake drowsy drowsiness arousal rem nrem n1 n2 n3 n4 s1 s2 s3 s4 s w r m mt movement time unscored
        spindle spindles kcomplex complex slow wave waves delta theta alpha beta gamma mu
        spike spikes sharp sharps polyspike discharge discharges epileptiform seizure seizures ictal interictal postictal preictal
        clinical electrographic generalized generalised focal bilateral frontal temporal central parietal occipital anterior posterior
        burst suppression slowing lpd gpd lrda grda asymmetry asymmetric
        hyperventilation hv photic stimulation ips hz lights light lamp
        apnea apnoea hypopnea hypopnoea obstructive mixed desaturation limb leg periodic plm
        electrode electrodes impedance impedances check calibration cal gain filter montage reference ref ground change changed
        boundary edge bad good noise noisy signal lost connection disconnected saturated saturation gap data recording recorder amplifier
        sync synchronisation synchronization code number value level of the and to from with without for at
        """;

    private const string Amplifiers = """
        biosemi activetwo nihon kohden neurofax natus nicolet nicone xltek compumedics grael profusion neuroscan synamps curry
        brain products brainamp actichamp brainvision liveamp recorder gtec usbamp hiamp unicorn egi geodesic magstim ant neuro eego
        emotiv epoc openbci cyton daisy ganglion muse interaxon embla micromed cadwell deymed mitsar tmsi mobita porti refa
        cognionics quick dsi wearable sensing neuroelectrics enobio starstim neurosky mindwave telemetry amplifier eeg psg system synthetic halcyon
        """;

    // What recorders call signals that are no electrode, besides numbers.
    private const string Signals = """
        eeg eog emg ecg ekg exg resp respiration ch channel accel accelerometer analog digital aux status dc sao spo pulse rate temp temperature heog veog heogl heogr veogu veogl
        ref le re ar avg av x y z thor thorax thoracic chest abd abdomen abdominal airflow flow nasal oral cannula thermistor snor snore mic photic pol event marker
        trig trigger trigs sti stim bp hr co etco gsr eda ppg pleth plethysmogram gyro light loc roc lio rio chin leg legs tib tibialis rat lat arm rip rib cage body
        position pos osat envelope battery counter other misc submental upper lower left right horizontal vertical polygraph poly effort rectal ergo imp cpap pressure
        """;

    public static FrozenSet<string> OfSignals { get; } = Words(Signals);

    public static FrozenSet<string> OfEvents { get; } = Words(Events);

    public static FrozenSet<string> OfAmplifiers { get; } = Words(Amplifiers);

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
