using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Channels;

/// <summary>Tells what a channel measures from what the file says of it.</summary>
public static class ChannelKinds
{
    // Asked in order: what is surely no EEG first, because its label may begin like an electrode's.
    private static readonly (string Beginning, ChannelKind Kind)[] Beginnings =
    [
        ("STATUS", ChannelKind.Other), ("STI", ChannelKind.Other), ("TRIG", ChannelKind.Other), ("EVENT", ChannelKind.Other),
        ("MARK", ChannelKind.Other), ("TEMP", ChannelKind.Other), ("SAO2", ChannelKind.Other), ("SPO2", ChannelKind.Other),
        ("PULSE", ChannelKind.Other), ("PLETH", ChannelKind.Other), ("PPG", ChannelKind.Other), ("GSR", ChannelKind.Other),
        ("EDA", ChannelKind.Other), ("EXG", ChannelKind.Other), ("AUX", ChannelKind.Other), ("ACC", ChannelKind.Other),
        ("GYRO", ChannelKind.Other), ("LIGHT", ChannelKind.Other), ("SNOR", ChannelKind.Other), ("MIC", ChannelKind.Other),
        ("POSITION", ChannelKind.Other), ("DIG ", ChannelKind.Other), ("ERGO", ChannelKind.Other), ("HR", ChannelKind.Other),
        ("PHOTIC", ChannelKind.Other), ("CO2", ChannelKind.Other), ("ETCO2", ChannelKind.Other), ("MISC", ChannelKind.Other),
        ("EOG", ChannelKind.Eog), ("LOC", ChannelKind.Eog), ("ROC", ChannelKind.Eog), ("E1-", ChannelKind.Eog),
        ("E2-", ChannelKind.Eog), ("EMG", ChannelKind.Emg), ("CHIN", ChannelKind.Emg), ("LEG", ChannelKind.Emg),
        ("TIB", ChannelKind.Emg), ("ECG", ChannelKind.Ecg), ("EKG", ChannelKind.Ecg), ("RESP", ChannelKind.Resp),
        ("THOR", ChannelKind.Resp), ("CHEST", ChannelKind.Resp), ("ABD", ChannelKind.Resp), ("AIRFLOW", ChannelKind.Resp),
        ("FLOW", ChannelKind.Resp), ("NASAL", ChannelKind.Resp), ("RIP", ChannelKind.Resp),
    ];

    /// <param name="name">Electrode name found in the label, or null.</param>
    /// <param name="unit">Unit as in the file.</param>
    public static ChannelKind Classify(string label, string? name, string transducer, string unit)
    {
        var text = label.Trim().ToUpperInvariant();
        if (text.StartsWith("EEG", StringComparison.Ordinal) || name is not null)
            return ChannelKind.Eeg;
        foreach (var (beginning, kind) in Beginnings)
            if (text.StartsWith(beginning, StringComparison.Ordinal))
                return kind;
        if (text.Contains("EOG", StringComparison.Ordinal))
            return ChannelKind.Eog;
        if (text.Contains("EMG", StringComparison.Ordinal))
            return ChannelKind.Emg;
        if (text.Contains("ECG", StringComparison.Ordinal) || text.Contains("EKG", StringComparison.Ordinal))
            return ChannelKind.Ecg;
        if (IsAuxiliary(text) || transducer.Contains("trigger", StringComparison.OrdinalIgnoreCase))
            return ChannelKind.Other;
        // An amplifier's own numbering ("Channel 1", "A12") in volts is EEG far more often than anything else.
        return VoltageUnits.TryGetMicrovoltFactor(unit, out _) ? ChannelKind.Eeg : ChannelKind.Other;
    }

    /// <summary>Direct-current inputs ("DC01") and unnamed polygraph inputs ("POL X1").</summary>
    private static bool IsAuxiliary(string text) =>
        text.StartsWith("POL ", StringComparison.Ordinal)
        || text.StartsWith("REF", StringComparison.Ordinal)
        || (text.Length > 2 && text.StartsWith("DC", StringComparison.Ordinal) && char.IsAsciiDigit(text[2]));
}
