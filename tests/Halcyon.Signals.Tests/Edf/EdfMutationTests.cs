using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>Whatever bytes a file holds, it is read or refused: no other exception, no hang, bounded memory.</summary>
public sealed class EdfMutationTests
{
    private const int Cases = 10_000;
    private const long MostAllocatedBytes = 64L << 20;

    [Fact]
    public void Open_TenThousandMutatedHeaders_AreReadOrRefused()
    {
        var originals = new[] { Demo(), Small(bdf: false), Small(bdf: true) };
        var (read, refused) = (0, 0);
        for (var number = 0; number < Cases; number++)
        {
            var random = new Random(number);
            var bytes = Mutate(originals[number % originals.Length], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var reader = RecordingFile.Open(new MemoryStream(bytes), "mutated.edf");
                ReadEverywhere(reader, random);
                read++;
            }
            catch (RecordingFormatException)
            {
                refused++;
            }
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostAllocatedBytes, $"Case {number} allocated {allocated} bytes.");
        }
        // Both ways must be taken often, or the mutations test nothing.
        Assert.True(read > Cases / 10, $"Only {read} were read.");
        Assert.True(refused > Cases / 10, $"Only {refused} were refused.");
    }

    private static void ReadEverywhere(IRecordingReader reader, Random random)
    {
        var buffer = new double[16];
        foreach (var channel in reader.Info.Channels.Take(50))
        {
            Assert.True(double.IsFinite(channel.SamplingRateHz) && channel.SamplingRateHz > 0);
            var count = (int)Math.Min(buffer.Length, channel.SampleCount);
            reader.ReadSamples(channel.Index, random.NextInt64(channel.SampleCount - count + 1), buffer.AsSpan(0, count));
            reader.ReadSamples(channel.Index, channel.SampleCount - count, buffer.AsSpan(0, count));
            Assert.All(buffer, value => Assert.True(double.IsFinite(value)));
        }
    }

    /// <summary>Digits, signs and noise in the header and annotations, fields swapped, the end cut off.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        var headerBytes = Math.Min(bytes.Length, 256 * 20);
        for (var change = random.Next(1, 6); change > 0; change--)
            switch (random.Next(6))
            {
                case 0:
                    bytes[random.Next(headerBytes)] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[random.Next(headerBytes)] = "0123456789-+.eE, "u8[random.Next(17)];
                    break;
                case 2:
                    // The number fields of the fixed part.
                    "0123456789-+.eE, "u8.Slice(random.Next(10), 1).CopyTo(bytes.AsSpan(random.Next(168, 256)));
                    break;
                case 3:
                    var (from, to) = (random.Next(headerBytes - 8), random.Next(headerBytes - 8));
                    bytes.AsSpan(from, 8).ToArray().CopyTo(bytes, to);
                    break;
                case 4:
                    bytes = bytes[..random.Next(bytes.Length)];
                    if (bytes.Length < 600)
                        return bytes;
                    headerBytes = Math.Min(bytes.Length, headerBytes);
                    break;
                default:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
            }
        return bytes;
    }

    private static byte[] Demo()
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        return stream.ToArray()[..60_000];
    }

    private static byte[] Small(bool bdf)
    {
        var file = bdf ? RawEdf.Bdf() : new RawEdf();
        file.Reserved = bdf ? "BDF+D" : "EDF+D";
        file.Signals.Add(new RawSignal { Samples = "4" });
        file.Signals.Add(RawSignal.Annotations(20, bdf ? "BDF Annotations" : "EDF Annotations"));
        for (var record = 0; record < 50; record++)
        {
            var text = System.Text.Encoding.UTF8.GetBytes($"+{record * 2}\u0014\u0014\0+{record}\u00151\u0014note\u0014\0");
            var signal = new byte[20 * (bdf ? 3 : 2)];
            text.CopyTo(signal, 0);
            file.Data.Add([.. file.Pack(record, -record, 5, 6), .. signal]);
        }
        return file.ToArray();
    }
}
