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
    public const string NoEeg = "This recording has no EEG channels, so the quality and spectra of EEG do not apply.";
    public const string NoEvents = "No events were found.";
    public const string NoArtifacts = "No artifacts were found.";
    public const string NoBadChannels = "No bad channels.";
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
        "A" => "Very good: almost all of the recording can be used as it is.",
        "B" => "Good: most of the recording can be used.",
        "C" => "Fair: usable with care; look at the bad channels and artifacts first.",
        "D" => "Poor: only parts can be used.",
        "F" => "Not usable: too little of the recording is free of artifacts.",
        _ => "The grade is not one this report knows.",
    };

    public static string Usable(double fraction, double durationSeconds) => double.IsFinite(fraction)
        ? $"{ReportNumbers.Percent(fraction)} of the recording is usable, {ReportNumbers.Duration(fraction * durationSeconds)} of {ReportNumbers.Duration(durationSeconds)}."
        : "The usable part could not be measured.";

    public static string Mains(int? hertz) => hertz is { } frequency
        ? $"Mains interference at {frequency} Hz."
        : "No mains interference was found.";

    public static string BadCount(int bad, int all) =>
        bad == 0 ? NoBadChannels : $"{bad} of {ReportNumbers.Count(all, "channel", "channels")} bad";

    /// <summary>What a verdict means, in words that need no manual.</summary>
    public static string Reason(string reason) => reason switch
    {
        "flat" => "Flat: almost no signal, as from a loose or unplugged electrode",
        "noisy" => "Noisy: varies far more than the other channels",
        "uncorrelated" => "Unlike its neighbors: shares too little with the other channels to be brain signal alone",
        "line_noise" => "Mains hum: the power line dominates the signal",
        "saturated" => "Saturated: runs into the limits of the amplifier",
        "bridged" => "Bridged: nearly identical to another channel, as when gel joins two electrodes",
        _ => Spoken(reason),
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

    public static string MoreOf(int more) => $"and {ReportNumbers.Fixed(more, 0)} more";

    public static string PageOf(int page, int pages) => $"Page {page} of {pages}";

    /// <summary>electrode_pop → Electrode pop.</summary>
    public static string Spoken(string key)
    {
        string words = key.Replace('_', ' ').Trim();
        return words.Length == 0 ? ReportNumbers.None : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
