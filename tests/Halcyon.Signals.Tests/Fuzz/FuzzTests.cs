using System.Globalization;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>
/// Whatever bytes a file holds, it is read or refused: no other exception, bounded work, bounded memory. A case is its
/// number, so that a failure can be run again alone. HALCYON_FUZZ_COUNT sets how many (bench/signals-fuzz.sh: 100,000).
/// </summary>
public sealed class FuzzTests
{
    private const int UsualCount = 1500;
    private const long MostAllocatedBytes = 64L << 20;

    // Headers are looked at more than once, samples in several places; a reader that goes round in circles passes this.
    private const long MostReadTimes = 64;

    public static TheoryData<string> Formats => new(FuzzFormats.Names.Where(IsWanted));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_MutatedFile_IsReadOrRefused(string format)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("HALCYON_FUZZ_COUNT"), CultureInfo.InvariantCulture, out var asked) ? asked : UsualCount;
        var seeds = FuzzFormats.Of(format);
        foreach (var seed in seeds)
            Assert.True(IsRead(seed, new Random(0), mapped: true), $"The seed {seed.FileName} itself is refused.");
        var read = 0;
        for (var number = 0; number < count; number++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var random = new Random(number);
            var seed = Choose(seeds, random);
            if (Run(format, number, seed, random))
                read++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: {count} mutated files, {read} read, {count - read} refused.");
        // Both ways must be taken often, or the mutations test nothing.
        Assert.True(read > count / 20, $"Only {read} were read.");
        Assert.True(count - read > count / 20, $"Only {count - read} were refused.");
    }

    /// <summary>HALCYON_FUZZ_FORMAT picks one.</summary>
    private static bool IsWanted(string format) =>
        Environment.GetEnvironmentVariable("HALCYON_FUZZ_FORMAT") is not { Length: > 0 } only || string.Equals(only, format, StringComparison.OrdinalIgnoreCase);

    /// <summary>Small seeds mostly: a large one costs as much to copy as many small ones to read.</summary>
    private static FuzzSeed Choose(FuzzSeed[] seeds, Random random)
    {
        var seed = seeds[random.Next(seeds.Length)];
        return seed.TotalBytes > 1 << 20 && random.Next(16) != 0 ? seeds[0] : seed;
    }

    private static bool Run(string format, int number, FuzzSeed seed, Random random)
    {
        var mutated = FuzzMutation.Mutate(seed, random);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return IsRead(mutated, random, mapped: random.Next(2) == 0);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Case {number} of {format} ({mutated.FileName}) ended in {exception.GetType().Name}.", exception);
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= MostAllocatedBytes + mutated.TotalBytes, $"Case {number} of {format} ({mutated.FileName}) allocated {allocated} bytes.");
        }
    }

    private static bool IsRead(FuzzSeed file, Random random, bool mapped)
    {
        var used = new FuzzLedger();
        try
        {
            using (var reader = file.Open(used, mapped))
                ReadEverywhere(reader, random);
            return true;
        }
        catch (RecordingFormatException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
            Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            Assert.True(refusal.Message.Length < 600, refusal.Message);
            return false;
        }
        finally
        {
            Assert.Equal(0, used.Open);
            Assert.True(used.BytesRead <= (MostReadTimes * file.TotalBytes) + (1 << 20), $"{used.BytesRead} bytes were read of a file of {file.TotalBytes}.");
        }
    }

    private static void ReadEverywhere(IRecordingReader reader, Random random)
    {
        var info = reader.Info;
        Assert.True(double.IsFinite(info.DurationSeconds) && info.DurationSeconds >= 0);
        Assert.All(info.Annotations, note => Assert.True(double.IsFinite(note.OnsetSeconds) && double.IsFinite(note.DurationSeconds) && note.DurationSeconds >= 0));
        Assert.All(info.Segments, segment => Assert.True(double.IsFinite(segment.OnsetSeconds) && segment.DurationSeconds >= 0));
        var buffer = new double[16];
        var reads = new List<ChannelRead>();
        foreach (var channel in info.Channels.Take(40))
        {
            Assert.True(double.IsFinite(channel.SamplingRateHz) && channel.SamplingRateHz > 0);
            Assert.False(double.IsNaN(channel.PhysicalMinimum) || double.IsNaN(channel.PhysicalMaximum));
            var count = (int)Math.Min(buffer.Length, channel.SampleCount);
            reader.ReadSamples(channel.Index, random.NextInt64(channel.SampleCount - count + 1), buffer.AsSpan(0, count));
            reader.ReadSamples(channel.Index, channel.SampleCount - count, buffer.AsSpan(0, count));
            reads.Add(new ChannelRead(channel.Index, channel.SampleCount - count, new double[count]));
            // The one and the other way of reading give the same.
            reader.ReadSamples([reads[^1]]);
            Assert.Equal(buffer[..count], reads[^1].Destination.ToArray());
        }
        reader.ReadSamples(reads.ToArray());
    }
}
