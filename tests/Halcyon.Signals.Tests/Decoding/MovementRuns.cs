using Halcyon.Signals.Epochs;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>Subject 1 of PhysioNet's EEG Motor Movement/Imagery set: runs with movements done and imagined, 160 Hz.</summary>
internal static class MovementRuns
{
    public static readonly int[] LeftRight = [3, 4, 7, 8];
    public static readonly int[] HandsFeet = [5, 6, 9, 10];

    private static readonly string[] Motor =
    [
        "FC5", "FC3", "FC1", "FCz", "FC2", "FC4", "FC6", "C5", "C3", "C1", "Cz", "C2", "C4", "C6", "CP5", "CP3", "CP1", "CPz", "CP2", "CP4", "CP6",
    ];

    public static string Path(int run) => SharedRecordings.Path($"bci/eegmmidb-S001/S001R{run:00}.edf");

    /// <summary>8–30 Hz, 0.5 s to 4 s after each cue.</summary>
    public static EpochSet Trials(int[] runs, bool motorOnly) => EpochSet.Concat([.. runs.Select(run =>
    {
        Assert.SkipUnless(File.Exists(Path(run)), "The movement runs are not beside this checkout.");
        using var reader = RecordingFile.Open(Path(run));
        ChannelInfo[] channels = [.. reader.Info.Channels.Where(channel => !motorOnly || Motor.Contains(channel.Name))];
        var band = ButterworthDesign.BandPass(4, 8, 30, channels[0].SamplingRateHz);
        var signal = ContinuousSignal.Read(reader, channels).Filtered(band);
        var events = EpochEvents.FromAnnotations(reader.Info, signal.SamplingRateHz, "T1", "T2");
        return EpochExtractor.Extract(signal, events, new EpochOptions { FromSeconds = 0.5, ToSeconds = 4, Run = $"R{run:00}" });
    })]);
}
