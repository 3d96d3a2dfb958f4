using System.Globalization;
using System.Text;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Conversion;

public sealed class RecordingConverterTests
{
    // One second of the demo's 19 channels, 19 of one channel: many blocks, so that their seams are tested.
    private const long SmallBlocks = 256 * 19;

    [Theory]
    [InlineData(ConversionFormat.Edf)]
    [InlineData(ConversionFormat.Bdf)]
    public void Convert_Untreated_LosesNothing(ConversionFormat format)
    {
        using var source = Demo();
        using var converted = Convert(source, new ConversionOptions { Format = format });
        Assert.Equal(format == ConversionFormat.Edf ? "EDF+C" : "BDF+C", converted.Info.Format);
        Assert.Equal(source.Info.StartTime, converted.Info.StartTime);
        Assert.Equal(source.Info.Annotations, converted.Info.Annotations);
        Assert.Equal(source.Info.Channels.Select(channel => channel.Label), converted.Info.Channels.Select(channel => channel.Label));
        for (var channel = 0; channel < source.Info.Channels.Count; channel++)
            Assert.Equal(Read(source, channel), Read(converted, channel));
    }

    [Fact]
    public void Convert_FilteredBlockByBlock_EqualsFilteringTheWhole()
    {
        using var source = Demo();
        using var converted = Convert(source, new ConversionOptions { Format = ConversionFormat.Bdf, BandLowHz = 1, BandHighHz = 40, NotchHz = 50, Channels = ["F3", "Cz"] });
        var expected = Apply(FirDesign.Notch(50, 256), Apply(FirDesign.BandPass(1, 40, 256), Read(source, 3)));
        AssertWithinAStep(expected, Read(converted, 0), converted.Info.Channels[0]);
        Assert.Equal("HP:1Hz LP:40Hz N:50Hz", converted.Info.Channels[0].Prefilter);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(100)]
    [InlineData(500)]
    public void Convert_ResampledBlockByBlock_EqualsResamplingTheWhole(double rateHz)
    {
        using var source = Demo();
        using var converted = Convert(source, new ConversionOptions { Format = ConversionFormat.Bdf, ResampleHz = rateHz, Channels = ["F4"] });
        Assert.All(converted.Info.Channels, channel => Assert.Equal(rateHz, channel.SamplingRateHz, 1e-9));
        var samples = Read(source, 5);
        var common = (int)System.Numerics.BigInteger.GreatestCommonDivisor((int)rateHz, 256);
        var resampler = new PolyphaseResampler((int)rateHz / common, 256 / common);
        var expected = new double[resampler.OutputLength(samples.Length)];
        resampler.Apply(samples, expected);
        AssertWithinAStep(expected, Read(converted, 0), converted.Info.Channels[0]);
    }

    [Fact]
    public void Convert_AverageReference_TakesTheMeanOfAllEegAway()
    {
        using var source = Demo();
        using var converted = Convert(source, new ConversionOptions { Format = ConversionFormat.Bdf, Reference = AnalysisReference.Average, Channels = ["Cz", "Fp1"] });
        Assert.Equal(["EEG Cz-AVG", "EEG Fp1-AVG"], converted.Info.Channels.Select(channel => channel.Label));
        var all = source.Info.Channels.Select(channel => Read(source, channel.Index)).ToArray();
        var expected = all[9].Select((value, i) => value - all.Average(samples => samples[i])).ToArray();
        AssertWithinAStep(expected, Read(converted, 0), converted.Info.Channels[0]);
    }

    [Fact]
    public void Convert_ChannelReference_LeavesTheReferenceAsRecorded()
    {
        using var source = Demo();
        using var converted = Convert(source, new ConversionOptions { Format = ConversionFormat.Bdf, Reference = new AnalysisReference(ReferenceKind.Channels, ["Cz"]) });
        var (cz, pz) = (Read(source, 9), Read(source, 14));
        Assert.Equal("EEG Pz-Cz", converted.Info.Channels[14].Label);
        AssertWithinAStep([.. pz.Zip(cz, (value, reference) => value - reference)], Read(converted, 14), converted.Info.Channels[14]);
        Assert.Equal("EEG Cz-Ref", converted.Info.Channels[9].Label);
        AssertWithinAStep(cz, Read(converted, 9), converted.Info.Channels[9]);
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(10.25, 20.75)]
    public void Convert_Cut_KeepsTheStretchItsClockAndItsAnnotations(double from, double to)
    {
        using var source = Demo();
        using var converted = Convert(source, new ConversionOptions { Format = ConversionFormat.Edf, FromSeconds = from, ToSeconds = to });
        Assert.Equal(to - from, converted.Info.DurationSeconds, 1e-9);
        Assert.Equal(source.Info.StartTime!.Value.AddSeconds(from), converted.Info.StartTime);
        Assert.Equal(Read(source, 2)[(int)(from * 256)..(int)(to * 256)], Read(converted, 2));
        Assert.Equal(
            source.Info.Annotations.Where(note => note.OnsetSeconds <= to && note.OnsetSeconds + note.DurationSeconds >= from)
                .Select(note => note with { OnsetSeconds = note.OnsetSeconds - from }),
            converted.Info.Annotations);
    }

    [Fact]
    public void Convert_WithGaps_KeepsThem()
    {
        using var source = WithGaps();
        using var converted = Convert(source, new ConversionOptions { Format = ConversionFormat.Edf });
        Assert.Equal("EDF+D", converted.Info.Format);
        Assert.Equal(source.Info.Segments, converted.Info.Segments);
        Assert.Equal(Read(source, 0), Read(converted, 0));
        using var part = Convert(source, new ConversionOptions { Format = ConversionFormat.Edf, FromSeconds = 9, ToSeconds = 12 });
        Assert.Equal("EDF+C", part.Info.Format);
        Assert.Equal(Read(source, 0)[(6 * 128)..], Read(part, 0));
    }

    [Fact]
    public void Convert_TwentyFourBitsToSixteen_UsesStepsThatTheValuesNeed()
    {
        using var source = Demo();
        using var wide = Convert(source, new ConversionOptions { Format = ConversionFormat.Bdf, BandLowHz = 1, BandHighHz = 40, Channels = ["Fp1"] });
        using var narrow = Convert(wide, new ConversionOptions { Format = ConversionFormat.Edf });
        AssertWithinAStep(Read(wide, 0), Read(narrow, 0), narrow.Info.Channels[0]);
        Assert.True(narrow.Info.Channels[0].PhysicalMaximum < 400);
    }

    [Fact]
    public void Convert_Csv_HoldsEverySampleWithItsTime()
    {
        using var source = Demo();
        var stream = new MemoryStream();
        RecordingConverter.Convert(
            source, new ConversionOptions { Format = ConversionFormat.Csv, Channels = ["Fp1", "O2"], ToSeconds = 2 }, stream, null, 100, CancellationToken.None);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal("time_seconds,EEG Fp1-Ref [uV],EEG O2-Ref [uV]", lines[0]);
        Assert.Equal(512, lines.Length - 1);
        var (first, second) = (Read(source, 0), Read(source, 18));
        for (var i = 0; i < 512; i++)
        {
            var values = lines[i + 1].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            // Rounded to six decimals.
            Assert.Equal(i / 256.0, values[0], 5.1e-7);
            Assert.Equal(first[i], values[1], 5.1e-7);
            Assert.Equal(second[i], values[2], 5.1e-7);
        }
    }

    public static TheoryData<ConversionOptions, string> Refused => new()
    {
        { new() { Format = ConversionFormat.Edf, Channels = ["Nowhere"] }, "Nowhere" },
        { new() { Format = ConversionFormat.Edf, BandLowHz = 1, BandHighHz = 200 }, "The band 1-200 Hz does not fit: a recording sampled at 256 Hz holds nothing from 128 Hz on. Choose" },
        { new() { Format = ConversionFormat.Edf, BandLowHz = 1, BandHighHz = 40, NotchHz = 128 }, "A notch at 128 Hz does not fit: a recording sampled at 256 Hz holds nothing from 128 Hz on, so mains at or above that is not in it. Leave the notch out." },
        { new() { Format = ConversionFormat.Edf, BandLowHz = 1e-9 }, "taps" },
        { new() { Format = ConversionFormat.Edf, ResampleHz = 1e9 }, "resampled" },
        { new() { Format = ConversionFormat.Edf, FromSeconds = 500 }, "no samples" },
        { new() { Format = ConversionFormat.Edf, Reference = new AnalysisReference(ReferenceKind.Channels, ["A1"]) }, "A1" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Convert_OptionsThatDoNotFit_AreRefusedInASentence(ConversionOptions options, string names)
    {
        using var source = Demo();
        var refusal = Assert.Throws<ConversionRefusedException>(() => Convert(source, options));
        Assert.Contains(names, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Cancelled_Stops()
    {
        using var source = Demo();
        Assert.Throws<OperationCanceledException>(() => RecordingConverter.Convert(
            source, new ConversionOptions { Format = ConversionFormat.Edf }, new MemoryStream(), null, new CancellationToken(canceled: true)));
    }

    private static IRecordingReader Convert(IRecordingReader source, ConversionOptions options)
    {
        var stream = new MemoryStream();
        RecordingConverter.Convert(source, options, stream, null, SmallBlocks, CancellationToken.None);
        return RecordingFile.Open(stream, "converted");
    }

    private static readonly Lazy<byte[]> DemoBytes = new(() =>
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        return stream.ToArray();
    });

    private static IRecordingReader Demo() => RecordingFile.Open(new MemoryStream(DemoBytes.Value), DemoRecording.FileName);

    private static IRecordingReader WithGaps()
    {
        var demo = DemoRecording.Generate();
        var stream = new MemoryStream();
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            HasGaps = true,
            RecordSeconds = 0.5,
            RecordCount = 8,
            Channels = [new() { Label = "Cz", Unit = "uV", SamplesPerRecord = 128, PhysicalMinimum = -500, PhysicalMaximum = 500 }],
        });
        for (var record = 0; record < 8; record++)
            writer.WriteRecord((record * 0.5) + (record >= 6 ? 7 : 0), demo.Samples[9].AsSpan(record * 128, 128));
        return RecordingFile.Open(stream, "gaps.edf");
    }

    private static double[] Read(IRecordingReader reader, int channel)
    {
        var samples = new double[reader.Info.Channels[channel].SampleCount];
        reader.ReadSamples(channel, 0, samples);
        return samples;
    }

    private static double[] Apply(FirFilter filter, double[] samples)
    {
        var filtered = new double[samples.Length];
        filter.Apply(samples, filtered, new FirWorkspace(filter));
        return filtered;
    }

    /// <summary>Half a step of the file's integers, and rounding.</summary>
    private static void AssertWithinAStep(double[] expected, double[] actual, ChannelInfo channel)
    {
        Assert.Equal(expected.Length, actual.Length);
        var step = (channel.PhysicalMaximum - channel.PhysicalMinimum) / ((double)channel.DigitalLimits!.Value.Maximum - channel.DigitalLimits.Value.Minimum);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], (0.5 * step) + 1e-9);
    }
}
