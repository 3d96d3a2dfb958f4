using Halcyon.Signals.Features;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Features;

[Collection("Alone")]
public sealed class FeatureTableMemoryTests
{
    [Fact]
    public void Write_ThreeTimesTheLength_NeedsNoMoreMemory()
    {
        // 20 minutes more of one channel at 100 Hz are 960 kB of samples.
        Allocated(600);
        var shorter = Allocated(600);
        Assert.InRange(Allocated(1800) - shorter, long.MinValue, 1 << 18);
    }

    private static long Allocated(int seconds)
    {
        using var recording = new Endless(seconds);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = FeatureTable.Write(recording, new FeatureTableOptions { EpochSeconds = 2.5 }, Stream.Null, null, TestContext.Current.CancellationToken);
        Assert.Equal(seconds / 2.5, result.EpochCount);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>A long recording that takes no memory itself.</summary>
    private sealed class Endless(int seconds) : IRecordingReader
    {
        private readonly double[] _pattern = Signals.PinkNoise(4096, 12, seed: 1);

        public RecordingInfo Info { get; } = new()
        {
            FileName = "endless.edf",
            Format = "EDF",
            StartTime = null,
            DurationSeconds = seconds,
            Channels = [MemoryRecording.Channel(0, "Cz", "Cz", ChannelKind.Eeg, 100, 100L * seconds)],
            Annotations = [],
            Segments = [new ContinuousSegment(0, seconds, 0)],
        };

        public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = _pattern[(firstSample + i) % _pattern.Length];
        }

        public void Dispose()
        {
        }
    }
}
