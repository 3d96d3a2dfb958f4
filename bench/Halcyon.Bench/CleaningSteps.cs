using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;

namespace Halcyon.Bench;

/// <summary>Times component analysis as bench/eeg-cleaning-peers.sh times it in MNE-Python (1–40 Hz, without the two bad channels, 15 components), and the rest of cleaning.</summary>
internal static class CleaningSteps
{
    public static int Run(string file, int repetitions)
    {
        using var reader = RecordingFile.Open(file);
        var signals = EegSignals.Read(reader);
        var places = signals.Places(ChannelKind.Eeg, ["T8", "P4"]);
        var filter = FirDesign.BandPass(1, 40, signals.SamplingRateHz);
        var workspace = new FirWorkspace(filter);
        Memory<double>[] filtered = [.. places.Select(p =>
        {
            var samples = new double[signals.SampleCount];
            filter.Apply(signals[p], samples, workspace);
            return (Memory<double>)samples;
        })];
        ReadOnlyMemory<double>[] channels = [.. filtered.Select(f => (ReadOnlyMemory<double>)f)];

        foreach (var (name, method) in new[] { ("ica_fastica", ComponentMethod.FastIca), ("ica_infomax", ComponentMethod.Infomax), ("ica_infomax_ext", ComponentMethod.ExtendedInfomax) })
        {
            for (var threads = 1; threads <= 2; threads++)
            {
                var options = new ComponentOptions { Method = method, Count = 15, Threads = threads };
                var iterations = 0;
                EegSteps.Time(threads == 1 ? name : name + "_2_threads", repetitions, () => iterations = ComponentAnalysis.Fit(channels, options).Iterations);
                Console.Error.WriteLine($"{name}, {threads} thread(s): {iterations} iterations");
            }
        }

        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Count = 15 });
        EegSteps.Time("ica_apply_exclude2", repetitions, () => model.Remove(filtered, [0, 1]));
        var calibration = SubspaceCalibration.Fit(channels, signals.SamplingRateHz, new SubspaceOptions());
        EegSteps.Time("asr_calibrate", repetitions, () => SubspaceCalibration.Fit(channels, signals.SamplingRateHz, new SubspaceOptions()));
        EegSteps.Time("asr_clean", repetitions, () => SubspaceCleaning.Clean(filtered, calibration));
        EegSteps.Time("bad_channels", repetitions, () => BadChannelFinder.Find(signals, new BadChannelOptions()));
        return 0;
    }
}
