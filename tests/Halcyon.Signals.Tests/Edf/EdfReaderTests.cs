using System.Text;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

public sealed class EdfReaderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadSamples_EveryWindow_IsThePartOfTheWhole(bool bdf)
    {
        using var reader = MixedRates(bdf).Open();
        for (var channel = 0; channel < 2; channel++)
        {
            var whole = new double[reader.Info.Channels[channel].SampleCount];
            reader.ReadSamples(channel, 0, whole);
            for (var first = 0; first <= whole.Length; first++)
                for (var count = 0; count <= Math.Min(9, whole.Length - first); count++)
                {
                    var part = new double[count];
                    reader.ReadSamples(channel, first, part);
                    Assert.Equal(whole[first..(first + count)], part);
                }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadSamples_SeveralChannels_GivesWhatSingleReadsGive(bool bdf)
    {
        using var reader = MixedRates(bdf).Open();
        var (fast, slow, again) = (new double[23], new double[4], new double[8]);
        reader.ReadSamples([new ChannelRead(0, 5, fast), new ChannelRead(1, 1, slow), new ChannelRead(0, 0, again), new ChannelRead(1, 6, default)]);
        Assert.Equal(Single(reader, 0, 5, 23), fast);
        Assert.Equal(Single(reader, 1, 1, 4), slow);
        Assert.Equal(Single(reader, 0, 0, 8), again);
        reader.ReadSamples([]);
    }

    [Theory]
    [InlineData(0, -1, 1)]
    [InlineData(0, 28, 1)]
    [InlineData(0, 0, 29)]
    [InlineData(0, long.MaxValue, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(-1, 0, 1)]
    public void ReadSamples_OutsideTheRecording_Throws(int channel, long first, int count)
    {
        using var reader = MixedRates(bdf: false).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadSamples(channel, first, new double[count]));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadSamples([new ChannelRead(channel, first, new double[count])]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadSamples_SteadyState_AllocatesNothing(bool mapped)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, MixedRates(bdf: false).ToArray());
        try
        {
            using var reader = mapped ? RecordingFile.Open(path) : RecordingFile.Open(File.OpenRead(path), "made.edf");
            var (one, other) = (new double[20], new double[5]);
            ChannelRead[] both = [new(0, 3, one), new(1, 1, other)];
            reader.ReadSamples(both);
            reader.ReadSamples(0, 3, one);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                reader.ReadSamples(0, i % 7, one);
                reader.ReadSamples(both);
            }
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadSamples_ManyThreads_AllReadTheSame(bool mapped)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, MixedRates(bdf: true).ToArray());
        try
        {
            using var reader = mapped ? RecordingFile.Open(path) : RecordingFile.Open(File.OpenRead(path), "made.bdf");
            var expected = Single(reader, 0, 0, 28);
            Parallel.For(0, 200, _ => Assert.Equal(expected, Single(reader, 0, 0, 28)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadSamples_AfterDispose_Throws()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, MixedRates(bdf: false).ToArray());
        try
        {
            var reader = RecordingFile.Open(path);
            reader.Dispose();
            Assert.Throws<ObjectDisposedException>(() => reader.ReadSamples(0, 0, new double[1]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Open_NinetyNineHundredSignals_StaysWithinMemory()
    {
        var file = new RawEdf();
        for (var i = 0; i < 9999; i++)
            file.Signals.Add(new RawSignal { Label = $"EEG {i}", Transducer = new string('t', 80), Prefilter = new string('p', 80), PhysicalMinimum = "5", PhysicalMaximum = "5" });
        file.Data.Add(new byte[2 * 9999]);
        var bytes = file.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "wide.edf");
        Assert.Equal(9999, reader.Info.Channels.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64L << 20);
    }

    [Fact]
    public void Open_FloodOfAnnotations_StaysWithinMemoryAndSaysSo()
    {
        var flood = Encoding.ASCII.GetBytes("+0\u0014\u0014\0" + string.Concat(Enumerable.Repeat("+1\u0014a\u0014\0", 1_300_000)));
        var file = new RawEdf { Reserved = "EDF+C", RecordSeconds = "0" };
        file.Signals.Add(RawSignal.Annotations((flood.Length + 1) / 2));
        file.Data.Add([.. flood, 0]);
        var bytes = file.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "flood.edf");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64L << 20);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("more annotations than can be kept", StringComparison.Ordinal));
    }

    private static RawEdf MixedRates(bool bdf)
    {
        var file = bdf ? RawEdf.Bdf() : new RawEdf();
        file.Signals.Add(new RawSignal { Label = "fast", Samples = "7" });
        file.Signals.Add(new RawSignal { Label = "slow", Samples = "2" });
        for (var record = 0; record < 4; record++)
            file.Data.Add(file.Pack([.. Enumerable.Range(record * 9, 9).Select(value => value * (value % 2 == 0 ? 31 : -17))]));
        return file;
    }

    private static double[] Single(IRecordingReader reader, int channel, long first, int count)
    {
        var samples = new double[count];
        reader.ReadSamples(channel, first, samples);
        return samples;
    }
}
