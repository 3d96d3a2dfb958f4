using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Reports;

/// <summary>A report for reading: channels go by their electrode's name ("Fc5.." is FC5) where the label holds one.</summary>
/// <remarks>Verdicts and spectra go by labels that tell channels apart; a name that comes twice gets a number, as a label does.</remarks>
public static class ShownNames
{
    /// <summary>What each channel is called, in file order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ReportChannel> channels) =>
        ChannelLabels.Distinct(channels.Select(channel => channel.Name ?? channel.Label));

    /// <summary>The same report with every label replaced by the name to show. To be read by people, not to be kept.</summary>
    public static RecordingReport Apply(RecordingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var channels = report.Recording.Channels;
        var shown = Of(channels);
        var names = ChannelLabels.Distinct(channels.Select(channel => channel.Label))
            .Zip(shown).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        string Name(string label) => names.GetValueOrDefault(label, label);
        return report with
        {
            Recording = report.Recording with { Channels = [.. channels.Zip(shown, (channel, name) => channel with { Label = name })] },
            Missing = [.. report.Missing.Select(stretch => stretch with { Channel = Name(stretch.Channel) })],
            Quality = report.Quality is { } quality ? Apply(quality, Name) : null,
            Spectrum = report.Spectrum is { } spectrum ? Apply(spectrum, Name) : null,
            Events = report.Events is { } events ? [.. events.Select(e => e with { Channels = [.. e.Channels.Select(Name)] })] : null,
        };
    }

    private static QualitySection Apply(QualitySection quality, Func<string, string> name) => quality with
    {
        Channels = [.. quality.Channels.Select(channel => channel with { Label = name(channel.Label) })],
        Artifacts = quality.Artifacts is { } artifacts
            ? [.. artifacts.Select(artifact => artifact with { Channels = [.. artifact.Channels.Select(name)] })]
            : null,
        Mains = [.. quality.Mains.Select(mains => mains with { HighestChannel = mains.HighestChannel is { } label ? name(label) : null })],
    };

    private static SpectrumSection Apply(SpectrumSection spectrum, Func<string, string> name)
    {
        Dictionary<string, T> Rename<T>(IReadOnlyDictionary<string, T> values) =>
            values.ToDictionary(pair => name(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        return spectrum with
        {
            DensityMicrovoltsSquaredPerHz = Rename(spectrum.DensityMicrovoltsSquaredPerHz),
            BandPowerMicrovoltsSquared = Rename(spectrum.BandPowerMicrovoltsSquared),
            AlphaPeakHz = Rename(spectrum.AlphaPeakHz),
            NotReferenced = [.. spectrum.NotReferenced.Select(name)],
        };
    }
}
