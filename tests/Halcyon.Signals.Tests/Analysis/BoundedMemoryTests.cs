using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Analysis;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneGroup;

[Collection("Alone")]
public sealed class BoundedMemoryTests
{
    [Fact]
    public void Run_Night_NeedsNoMemoryForItsSamples()
    {
        // Two hours of two channels are 23 MB of samples; what is kept of them is some bytes for each second.
        using var recording = new Endless(100, 7200, 2);
        Run(recording);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Run(recording);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 16 << 20);
    }

    private static void Run(IRecordingReader recording) =>
        RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken);

    /// <summary>A long recording that takes no memory itself.</summary>
    private sealed class Endless(double samplingRateHz, double seconds, int channels) : IRecordingReader
    {
        private readonly double[] _pattern = Signals.PinkNoise(4096, 12, seed: 1);

        public RecordingInfo Info { get; } = new()
        {
            FileName = "endless.edf",
            Format = "EDF",
            StartTime = null,
            DurationSeconds = seconds,
            Channels = [.. Enumerable.Range(0, channels).Select(i => MemoryRecording.Channel(i, $"E{i}", null, ChannelKind.Eeg, samplingRateHz, (long)(seconds * samplingRateHz)))],
            Annotations = [],
            Segments = [new ContinuousSegment(0, seconds, 0)],
        };

        public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = _pattern[(firstSample + i + 1000 * channelIndex) % _pattern.Length];
        }

        public void Dispose()
        {
        }
    }
}
