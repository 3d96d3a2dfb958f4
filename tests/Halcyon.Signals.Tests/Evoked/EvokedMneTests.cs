using System.Text.Json;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Evoked;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Decoding;
using Xunit;

namespace Halcyon.Signals.Tests.Evoked;

/// <summary>Epochs and averages beside MNE-Python's, of a public recording. The standard error is SciPy's: MNE 1.3 divides by n where n − 1 is meant.</summary>
public sealed class EvokedMneTests
{
    private const string Script = """
        import mne, scipy.stats
        mne.set_log_level("ERROR")
        raw = mne.io.read_raw_edf(sys.argv[1], preload=True)
        raw.pick(raw.ch_names[:12])
        events, ids = mne.events_from_annotations(raw)
        epochs = mne.Epochs(raw, events, {k: ids[k] for k in ("T1", "T2")}, -0.2, 0.7, baseline=(-0.2, 0), detrend=1,
                            reject=dict(eeg=260e-6), flat=dict(eeg=130e-6), preload=True)
        t1, t2 = epochs["T1"].average(), epochs["T2"].average()
        difference = mne.combine_evoked([t1, t2], [1, -1])
        channel, latency, amplitude = t1.copy().pick([3]).get_peak(tmin=0.05, tmax=0.5, mode="neg", return_amplitude=True)
        print(json.dumps({
            "kept": [int(e[0]) for e in epochs.events], "events": len([e for e in events if e[2] != ids["T0"]]),
            "mean": (t1.data * 1e6).tolist(), "sem": (scipy.stats.sem(epochs["T1"].get_data(), axis=0) * 1e6).tolist(),
            "difference": (difference.data * 1e6).tolist(), "gfp": (t1.data.std(axis=0) * 1e6).tolist(),
            "latency": latency, "amplitude": amplitude * 1e6}))
        """;

    [Fact]
    public void ExtractAndAverage_PublicRecording_AgreesWithMne()
    {
        var path = MovementRuns.Path(5);
        Assert.SkipUnless(File.Exists(path), "The movement runs are not beside this checkout.");
        var mne = PythonOracle.Ask(Script, path);
        using var reader = RecordingFile.Open(path);
        var epochs = EpochRejection.Fixed(Extract(reader), 260, 130);
        Assert.Equal(mne.GetProperty("kept").EnumerateArray().Select(tick => tick.GetInt64()), epochs.Epochs.Select(epoch => epoch.Event.Tick));
        Assert.Equal(mne.GetProperty("events").GetInt32(), epochs.Count + epochs.Dropped.Count);
        Assert.NotEmpty(epochs.Dropped);

        var (first, second) = (EvokedResponse.Average(epochs.WithLabel("T1")), EvokedResponse.Average(epochs.WithLabel("T2")));
        var difference = EvokedResponse.Difference(first, second);
        for (var c = 0; c < first.Channels.Count; c++)
        {
            Same(mne.GetProperty("mean")[c], first.Mean(c));
            Same(mne.GetProperty("sem")[c], first.StandardError(c));
            Same(mne.GetProperty("difference")[c], difference.Mean(c));
        }
        var power = new double[first.SampleCount];
        Allocations.AssertNone(() => first.GlobalFieldPower(power));
        Same(mne.GetProperty("gfp"), power);
        var peak = ErpPeak.Find(first, 3, 0.05, 0.5, PeakPolarity.Negative);
        Assert.Equal(mne.GetProperty("latency").GetDouble(), peak.LatencySeconds, 1e-9);
        Assert.Equal(mne.GetProperty("amplitude").GetDouble(), peak.AmplitudeMicrovolts, 1e-9);
    }

    private static EpochSet Extract(IRecordingReader reader)
    {
        ChannelInfo[] channels = [.. reader.Info.Channels.Take(12)];
        var options = new EpochOptions { FromSeconds = -0.2, ToSeconds = 0.7, Baseline = (-0.2, 0), Detrend = EpochDetrend.Linear };
        return EpochExtractor.Extract(reader, channels, EpochEvents.FromAnnotations(reader.Info, channels[0].SamplingRateHz, "T1", "T2"), options);
    }

    private static void Same(JsonElement expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        // Both add some ten values of at most 1000 µV in other orders: 1e-9 µV is a thousand roundings.
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i].GetDouble(), actual[i], 1e-9);
    }
}
