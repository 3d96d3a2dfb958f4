using System.Globalization;
using System.Text;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

public sealed class EdfWriterTests
{
    [Fact]
    public void Write_RandomRecordings_ReadBackWithinHalfAStep()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var made = RandomRecording.Make(seed);
            using var reader = RecordingFile.Open(new MemoryStream(made.Write()), "made.edf");
            made.AssertReadBack(reader, seed);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_ReadBackAndWrittenAgain_IsTheSameFile(bool bdf)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var made = RandomRecording.Make(seed, bdf);
            var first = made.Write();
            using var reader = RecordingFile.Open(new MemoryStream(first), "made.edf");
            Assert.Equal(first, made.WriteAgain(reader));
        }
    }

    [Fact]
    public void Write_Header_IsPrintableAsciiWithEverySubField()
    {
        var bytes = Write(new EdfFileDescription
        {
            StartTime = new DateTime(2024, 2, 29, 23, 59, 58),
            Patient = "José  Ñandú",
            RecordingIdentification = "µ-Verstärker",
            RecordSeconds = 1,
            RecordCount = 1,
            Channels = [Channel() with { Label = "EEG Fp1 – sehr lang geratener Name", Unit = "µV", Prefilter = "HP:0.1Hz" }],
        }, [1]);
        var header = bytes[..(256 * 3)];
        Assert.All(header, value => Assert.InRange(value, (byte)32, (byte)126));
        var text = Encoding.ASCII.GetString(header);
        Assert.Equal("X X X Jose_Nandu", text.Substring(8, 80).TrimEnd());
        Assert.Equal("Startdate 29-FEB-2024 X X u-Verstarker", text.Substring(88, 80).TrimEnd());
        Assert.Equal("29.02.2423.59.58768     EDF+C", text.Substring(168, 29));
        Assert.Equal("EEG Fp1 ? sehr lEDF Annotations ", text.Substring(256, 32));
        Assert.Equal("uV      ", text.Substring(256 + (2 * 96), 8));
    }

    [Fact]
    public void Write_CompleteSubFields_AreKept()
    {
        var bytes = Write(new EdfFileDescription
        {
            StartTime = new DateTime(2090, 5, 4),
            Patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry",
            RecordingIdentification = "Startdate 02-MAR-2002 EMG561 BK/JOP Sony. MNC R Median Nerve.",
            RecordSeconds = 1,
            RecordCount = 1,
            Channels = [Channel()],
        }, [1]);
        var text = Encoding.ASCII.GetString(bytes);
        Assert.Equal("MCH-0234567 F 02-MAY-1951 Haagse_Harry", text.Substring(8, 80).TrimEnd());
        Assert.Equal("Startdate 04-MAY-2090 EMG561 BK/JOP Sony. MNC R Median Nerve.", text.Substring(88, 80).TrimEnd());
        Assert.Equal("04.05.yy", text.Substring(168, 8));
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "made.edf");
        Assert.Equal(new DateTime(2090, 5, 4), reader.Info.StartTime);
    }

    [Fact]
    public void Write_Deidentified_HoldsNothingOfThePersonOrTheDay()
    {
        var bytes = Write(new EdfFileDescription
        {
            StartTime = new DateTime(2024, 2, 29, 23, 59, 58),
            Patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry",
            RecordingIdentification = "Startdate 29-FEB-2024 EMG561 BK/JOP Sony",
            RecordSeconds = 1,
            RecordCount = 1,
            Channels = [Channel()],
            Deidentified = true,
        }, [1]);
        var text = Encoding.ASCII.GetString(bytes);
        Assert.Equal("X X X X", text.Substring(8, 80).TrimEnd());
        Assert.Equal("Startdate X X X X", text.Substring(88, 80).TrimEnd());
        Assert.Equal("01.01.8523.59.58", text.Substring(168, 16));
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "made.edf");
        Assert.Null(reader.Info.StartTime);
    }

    [Fact]
    public void Write_ManyAnnotationsAtOneTime_AllFitAndReadBack()
    {
        Annotation[] notes = [.. Enumerable.Range(0, 500).Select(i => new Annotation(3, 0, $"note {i:000} {new string('x', i % 37)}"))];
        var bytes = Write(new EdfFileDescription { RecordSeconds = 1, RecordCount = 5, Channels = [Channel()], Annotations = notes }, [1, 2, 3, 4, 5]);
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "made.edf");
        Assert.Equal(notes, reader.Info.Annotations);
        Assert.Empty(reader.Info.Warnings);
    }

    [Fact]
    public void Write_ValuesOutsideTheLimits_AreHeldAtThem()
    {
        var bytes = Write(new EdfFileDescription
        {
            RecordSeconds = 1,
            RecordCount = 2,
            Channels = [Channel() with { PhysicalMinimum = -10, PhysicalMaximum = 10 }],
        }, [1e9, -1e9]);
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "made.edf");
        var samples = new double[2];
        reader.ReadSamples(0, 0, samples);
        Assert.Equal(10, samples[0], 1e-9);
        Assert.Equal(-10, samples[1], 1e-9);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Write_SampleThatIsNotFinite_Throws(double sample) =>
        Assert.Throws<ArgumentException>(() => Write(new EdfFileDescription { RecordSeconds = 1, RecordCount = 1, Channels = [Channel()] }, [sample]));

    [Fact]
    public void Complete_FewerRecordsThanPromised_Throws()
    {
        var writer = new EdfWriter(new MemoryStream(), new EdfFileDescription { RecordSeconds = 1, RecordCount = 2, Channels = [Channel()] });
        writer.WriteRecord(0, [1]);
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Theory]
    [InlineData(1.0 / 3)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Create_RecordDurationThatDoesNotFit_Throws(double seconds) =>
        Assert.Throws<ArgumentException>(() => new EdfWriter(new MemoryStream(), new EdfFileDescription { RecordSeconds = seconds, RecordCount = 1, Channels = [Channel()] }));

    [Theory]
    [InlineData(-187.5)]
    [InlineData(-0.000123456789)]
    [InlineData(0.29)]
    [InlineData(-3276.7654321)]
    [InlineData(123456.789)]
    [InlineData(-1234567.4)]
    [InlineData(99999998.5)]
    [InlineData(1.0 / 3)]
    [InlineData(0)]
    public void NumberField_AnyLimit_FitsEightCharactersOnTheRightSide(double value)
    {
        var (below, above) = (EdfNumberField.AtMost(value), EdfNumberField.AtLeast(value));
        Assert.True(below <= value && value <= above);
        foreach (var limit in (double[])[below, above])
        {
            var text = EdfNumberField.Exact(limit, "limit");
            Assert.InRange(text.Length, 1, 8);
            Assert.Equal(limit, double.Parse(text, CultureInfo.InvariantCulture));
        }
        // Seven characters are left for digits: one in a million of large numbers, six decimals of small ones.
        Assert.True(above - below <= Math.Max(1e-5, Math.Abs(value) * 1e-5 * 1.000001) + 1e-12 || Math.Abs(value) >= 1e6);
    }

    [Theory]
    [InlineData(1e9)]
    [InlineData(-1e8)]
    [InlineData(double.PositiveInfinity)]
    public void NumberField_TooLarge_Throws(double value) => Assert.Throws<ArgumentException>(() => EdfNumberField.AtMost(value));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public void Write_AnyCulture_GivesTheSameFile(string culture)
    {
        var expected = RandomRecording.Make(7).Write();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, RandomRecording.Make(7).Write());
            using var reader = RecordingFile.Open(new MemoryStream(expected), "made.edf");
            RandomRecording.Make(7).AssertReadBack(reader, 7);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static EdfChannelDescription Channel() =>
        new() { Label = "EEG Cz", Unit = "uV", SamplesPerRecord = 1, PhysicalMinimum = -100, PhysicalMaximum = 100 };

    private static byte[] Write(EdfFileDescription file, double[] samples)
    {
        var stream = new MemoryStream();
        var writer = new EdfWriter(stream, file);
        for (var record = 0; record < file.RecordCount; record++)
            writer.WriteRecord(record * file.RecordSeconds, samples.AsSpan(record * writer.SamplesPerRecord, writer.SamplesPerRecord));
        writer.Complete();
        return stream.ToArray();
    }
}
