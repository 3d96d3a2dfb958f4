namespace Halcyon.Recordings.Reports;

/// <summary>Every word the reports print, in one place, for whoever translates or corrects them.</summary>
internal static class ReportWords
{
    public const string Language = "en";
    public const string Kicker = "EEG recording report";
    public const string Producer = "Halcyon";

    public const string QualityHeading = "Quality";
    public const string ArtifactsHeading = "Artifacts over time";
    public const string SpectrumHeading = "Spectra";
    public const string ChannelSpectraHeading = "Each channel";
    public const string MapsHeading = "Band power over the head";
    public const string BandBarsHeading = "Band power by channel";
    public const string BandTableHeading = "Band power in numbers";
    public const string EventsHeading = "Events";
    public const string AnnotationsHeading = "Annotations";
    public const string MethodHeading = "How this was made";
    public const string ChannelsHeading = "Channels";

    public const string NoQuality = "Quality was not part of this analysis.";
    public const string NoSpectrum = "Spectra were not part of this analysis.";
    public const string NotesOnly = "This file holds annotations only; there is no signal to analyse.";
    public const string NoWholeSecond = "Too short to judge: there is not one whole second of EEG.";
    public const string NoWindow = "Too short: no stretch of EEG is as long as one window of a spectrum.";
    public const string NotMeasurable = "The EEG channels are no voltages, or have fewer than 20 samples a second, so they cannot be judged or measured.";
    public const string NoneGood = "No channel is good.";
    public const string NoGrade = "No grade: too short to judge";
    public const string TooShort = "too short to judge";
    public const string NoEeg = "This recording has no EEG channels, so the quality and spectra of EEG do not apply.";
    public const string NoEvents = "No events were found.";
    public const string NoArtifacts = "No artifacts were found.";
    public const string NoAnnotations = "The file holds no annotations.";
    public const string NoMap =
        "No map is drawn: it takes at least three good channels with 10-20 or 10-10 electrode names. The bars show the same powers.";
    public const string CrossedOut = "× marks bad channels; they are left out of the maps.";
    public const string NoHead = "No head map is drawn: the channels do not carry 10-20 or 10-10 electrode names.";
    public const string ManyTiles = "With this many channels the chart shows their spread instead of one small chart for each.";
    public const string MissingCharacters =
        "Characters that this document's typeface does not have are drawn as □; the HTML and JSON reports hold them all.";

    public const string UsableLabel = "usable";
    public const string Good = "good";
    public const string Bad = "bad";
    public const string Channel = "Channel";
    public const string Status = "Status";
    public const string Reasons = "Reasons";
    public const string Total = "Total";
    public const string AlphaPeak = "Alpha peak";
    public const string Kind = "Kind";
    public const string Count = "Count";
    public const string TimeAffected = "Time affected";
    public const string Time = "Time";
    public const string Length = "Length";
    public const string Text = "Text";
    public const string Confidence = "Confidence";
    public const string AsTable = "Show as a table";
    public const string Electrode = "Electrode";
    public const string SamplingRate = "Rate";
    public const string Unit = "Unit";
    public const string MedianOfGood = "middle (median) of the good channels";
    public const string EachGood = "each good channel";
    public const string SpreadOfGood = "good channels, lowest to highest";
    public const string EachBad = "bad channel";
    public const string DensityAxis = "µV²/Hz";
    public const string FrequencyAxis = "Hz";
    public const string TimeAxis = "time from the start";
    public const string PowerUnit = "µV²";
    public const string NotesRow = "annotations";

    public static string Grade(string grade) => grade switch
    {
        "A" => "Very good: less than 5 % of the EEG is lost.",
        "B" => "Good: less than 10 % of the EEG is lost.",
        "C" => "Fair: less than 20 % of the EEG is lost.",
        "D" => "Poor: less than 30 % of the EEG is lost.",
        "F" => "Not usable as a whole: 30 % or more of the EEG is lost.",
        _ => "The grade is not one this report knows.",
    };

    public static string Usable(double? fraction) => fraction is { } share && double.IsFinite(share)
        ? $"{ReportNumbers.Percent(share)} of the good channels' time is usable, that is, free of artifacts other than blinks."
        : "The usable part could not be measured.";

    public static string TooShortToGrade(double seconds, double needed) =>
        $"Too short to judge: {ReportNumbers.Duration(seconds)} of EEG, and a grade takes {ReportNumbers.Duration(needed)}.";

    /// <summary>What a verdict means, in words that need no manual.</summary>
    public static string Reason(string reason) => reason switch
    {
        "flat" => "Flat: almost no signal, as from a loose or unplugged electrode",
        "noisy" => "Noisy: varies far more than the other channels",
        "uncorrelated" => "Unlike its neighbors: shares too little with the other channels to be brain signal alone",
        "line_noise" => "Mains hum: the power line dominates the signal",
        "saturated" => "Saturated: runs into the limits of the amplifier",
        "bridged" => "Bridged: nearly identical to another channel, as when gel joins two electrodes",
        "missing" => "Missing: holds no numbers for more than half of the time",
        _ => Spoken(reason),
    };

    /// <summary>A measure behind a verdict, with its number; null for one without words of its own.</summary>
    public static string? Measure(string metric, double value)
    {
        string number = ReportNumbers.Significant(value), share = ReportNumbers.Percent(value);
        return metric switch
        {
            "standard_deviation_uv" => $"standard deviation {number} µV",
            "standard_deviation_z" => $"{number} robust deviations from the other channels",
            "high_frequency_uv" => $"{number} µV above 20 Hz",
            "high_frequency_z" => $"above 20 Hz {number} robust deviations from the other channels",
            "flat_fraction" => $"flat for {share} of the time",
            "saturated_fraction" => $"saturated for {share} of the time",
            "line_noise_uv" => $"mains {number} µV",
            "line_noise_ratio" => $"{number} times the signal from 1 to 40 Hz",
            "highest_correlation" => $"highest correlation with another channel {number}",
            "uncorrelated_fraction" => $"agrees with no other for {share} of the time",
            "bridged_fraction" => $"bridged for {share} of the time",
            "electrical_distance_uv2" => $"electrical distance {number} µV²",
            "missing_fraction" => $"missing for {share} of the time",
            _ => null,
        };
    }

    /// <summary>The measures that a reason rests on, the most telling first.</summary>
    public static IReadOnlyList<string> MeasuresBehind(string reason) => reason switch
    {
        "flat" => ["flat_fraction", "standard_deviation_uv"],
        "noisy" => ["standard_deviation_uv", "standard_deviation_z", "high_frequency_uv"],
        "uncorrelated" => ["uncorrelated_fraction", "highest_correlation"],
        "line_noise" => ["line_noise_uv", "line_noise_ratio"],
        "saturated" => ["saturated_fraction"],
        "bridged" => ["bridged_fraction", "electrical_distance_uv2"],
        "missing" => ["missing_fraction"],
        _ => [],
    };

    public static string Artifact(string kind) => kind switch
    {
        "blink" => "Blinks",
        "muscle" => "Muscle",
        "movement" => "Movement",
        "flat" => "Flat signal",
        "saturation" => "Saturation",
        "electrode_pop" => "Electrode pops",
        _ => Spoken(kind),
    };

    public static string BandName(Band band) => band.ToString();

    public static string BandSign(Band band) => band switch
    {
        Band.Delta => "δ",
        Band.Theta => "θ",
        Band.Alpha => "α",
        Band.Beta => "β",
        _ => "γ",
    };

    public static (double From, double To) BandEdges(Band band) => band switch
    {
        Band.Delta => (0.5, 4),
        Band.Theta => (4, 8),
        Band.Alpha => (8, 13),
        Band.Beta => (13, 30),
        _ => (30, 45),
    };

    public static string BandRange(Band band)
    {
        var (from, to) = BandEdges(band);
        return FormattableString.Invariant($"{from}–{to} Hz");
    }

    public static string FirstBars(int count) => $"The first {count} channels are drawn; the table has them all.";

    public static string MoreOf(int more) => $"and {ReportNumbers.Fixed(more, 0)} more";

    public static string PageOf(int page, int pages) => $"Page {page} of {pages}";

    /// <summary>electrode_pop → Electrode pop.</summary>
    public static string Spoken(string key)
    {
        string words = key.Replace('_', ' ').Trim();
        return words.Length == 0 ? ReportNumbers.None : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
