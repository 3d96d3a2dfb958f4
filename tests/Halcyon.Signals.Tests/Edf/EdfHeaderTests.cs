using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>Header rules: what is read, what is read with a warning, what is refused and how the refusal reads.</summary>
public sealed class EdfHeaderTests
{
    [Theory]
    [InlineData("02.03.84", 2084)]
    [InlineData("02.03.85", 1985)]
    [InlineData("02.03.99", 1999)]
    [InlineData("02.03.00", 2000)]
    public void StartTime_TwoDigitYear_TurnsAt85(string date, int year)
    {
        var file = Simple();
        (file.Date, file.Recording) = (date, "any text");
        using var reader = file.Open();
        Assert.Equal(new DateTime(year, 3, 2, 13, 14, 15), reader.Info.StartTime);
    }

    [Theory]
    [InlineData("02.03.23", "Startdate 02-MAR-1923 X X X", 1923)]
    [InlineData("02.03.yy", "Startdate 02-MAR-2090 X X X", 2090)]
    [InlineData("02-03-02", "", 2002)]
    public void StartTime_FourDigitYearInRecordingField_Wins(string date, string recording, int year)
    {
        var file = Simple();
        (file.Date, file.Recording) = (date, recording);
        using var reader = file.Open();
        Assert.Equal(year, reader.Info.StartTime!.Value.Year);
        Assert.Empty(reader.Info.Warnings);
    }

    [Fact]
    public void StartTime_RemovedDate_IsUnknownWithoutAWarning()
    {
        var file = Simple();
        (file.Date, file.Recording) = ("01.01.85", "Startdate X X X X");
        using var reader = file.Open();
        Assert.Null(reader.Info.StartTime);
        Assert.Empty(reader.Info.Warnings);
    }

    [Theory]
    [InlineData("42.00.00", "13.14.15")]
    [InlineData("31.02.02", "13.14.15")]
    [InlineData("02.03.02", "26.00.99")]
    public void StartTime_Impossible_IsUnknownWithAWarning(string date, string time)
    {
        var file = Simple();
        (file.Date, file.Time, file.Recording) = (date, time, "");
        using var reader = file.Open();
        Assert.Null(reader.Info.StartTime);
        Assert.Single(reader.Info.Warnings);
    }

    [Theory]
    [InlineData("uV", 1.0, "uV")]
    [InlineData("mV", 1000.0, "uV")]
    [InlineData("V", 1e6, "uV")]
    [InlineData("nV", 1e-3, "uV")]
    [InlineData("\u00b5V", 1.0, "uV")]
    [InlineData("\u00c2\u00b5V", 1.0, "uV")]
    [InlineData("DegC", 1.0, "DegC")]
    [InlineData("", 1.0, "")]
    public void Samples_VoltageUnits_AreHandedOutInMicrovolts(string unit, double factor, string given)
    {
        var file = RawEdf.With(new RawSignal { Unit = unit }, 100, -200);
        using var reader = file.Open();
        Assert.Equal(given, reader.Info.Channels[0].Unit);
        // Gain 0.1 per step; 1e-9 relative for the roundings of gain and offset.
        Assert.Equal(10 * factor, file.ReadAll()[0], 1e-9 * factor);
        Assert.Equal(-20 * factor, file.ReadAll()[1], 1e-9 * factor);
    }

    [Fact]
    public void Samples_InvertedPhysicalRange_AreInverted()
    {
        var file = RawEdf.With(new RawSignal { PhysicalMinimum = "3276.7", PhysicalMaximum = "-3276.8" }, -32768, 32767);
        Assert.Equal(3276.7, file.ReadAll()[0], 1e-9);
        Assert.Equal(-3276.8, file.ReadAll()[1], 1e-9);
        using var reader = file.Open();
        Assert.Equal((-3276.8, 3276.7), (reader.Info.Channels[0].PhysicalMinimum, reader.Info.Channels[0].PhysicalMaximum));
    }

    [Theory]
    [InlineData("-100", "-10")]
    [InlineData("10", "100")]
    public void Samples_OneSidedPhysicalRange_FollowTheLimits(string minimum, string maximum)
    {
        var samples = RawEdf.With(new RawSignal { PhysicalMinimum = minimum, PhysicalMaximum = maximum }, -32768, 32767).ReadAll();
        Assert.Equal(double.Parse(minimum, System.Globalization.CultureInfo.InvariantCulture), samples[0], 1e-9);
        Assert.Equal(double.Parse(maximum, System.Globalization.CultureInfo.InvariantCulture), samples[1], 1e-9);
    }

    [Theory]
    [InlineData("5", "5", "-32768", "32767")]
    [InlineData("-5", "5", "0", "0")]
    public void Samples_EqualLimits_AreRawNumbersWithoutAUnitAndAWarning(string pmin, string pmax, string dmin, string dmax)
    {
        var file = RawEdf.With(new RawSignal { PhysicalMinimum = pmin, PhysicalMaximum = pmax, DigitalMinimum = dmin, DigitalMaximum = dmax }, 7, -9);
        Assert.Equal([7, -9], file.ReadAll());
        using var reader = file.Open();
        Assert.Equal(("", ChannelKind.Other), (reader.Info.Channels[0].Unit, reader.Info.Channels[0].Kind));
        Assert.Single(reader.Info.Warnings);
    }

    [Theory]
    [InlineData("9.59375", 307, 307 / 9.59375)]
    [InlineData("0.1", 25, 250)]
    [InlineData("30", 1, 1 / 30.0)]
    [InlineData("1.00002", 1000, 1000 / 1.00002)]
    [InlineData("0,5", 64, 128)]
    public void Channels_AnyRecordDuration_HaveTheRateThatFollows(string seconds, int samples, double rate)
    {
        var file = RawEdf.With(new RawSignal(), new int[samples]);
        file.RecordSeconds = seconds;
        using var reader = file.Open();
        Assert.Equal(rate, reader.Info.Channels[0].SamplingRateHz, 1e-9);
    }

    [Fact]
    public void Samples_BdfExtremes_AreSignExtended()
    {
        var file = RawEdf.Bdf();
        file.Signals.Add(new RawSignal
        {
            DigitalMinimum = "-8388608",
            DigitalMaximum = "8388607",
            PhysicalMinimum = "-8388608",
            PhysicalMaximum = "8388607",
            Samples = "5",
        });
        file.Data.Add(file.Pack(-8388608, 8388607, -1, 0, 0x123456));
        Assert.Equal([-8388608, 8388607, -1, 0, 0x123456], file.ReadAll());
    }

    [Fact]
    public void Channels_BdfStatus_IsKeptAsOther()
    {
        var file = RawEdf.Bdf();
        file.Signals.Add(new RawSignal { Label = "Status", Unit = "Boolean", Transducer = "Triggers and Status", Samples = "1" });
        file.Data.Add(file.Pack(0x10f00));
        using var reader = file.Open();
        Assert.Equal(ChannelKind.Other, reader.Info.Channels[0].Kind);
    }

    [Fact]
    public void Records_MinusOne_AreCountedFromTheFile()
    {
        var file = RawEdf.With(new RawSignal(), 1, 2);
        file.Data.Add(file.Pack(3, 4));
        file.Records = "-1";
        using var reader = file.Open();
        Assert.Equal(4, reader.Info.Channels[0].SampleCount);
        Assert.Contains("not closed properly", Assert.Single(reader.Info.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_TruncatedLast_IsLeftOutWithAWarning()
    {
        var file = RawEdf.With(new RawSignal(), 1, 2);
        file.Data.Add([3]);
        using var reader = file.Open();
        Assert.Equal(2, reader.Info.Channels[0].SampleCount);
        Assert.Contains("cut short", Assert.Single(reader.Info.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderBytes_WrongWhereTheFileAgreesWithTheStandard_IsReadWithAWarning()
    {
        var file = RawEdf.With(new RawSignal(), 1, 2);
        file.HeaderBytes = "256";
        Assert.Equal(0.1, file.ReadAll()[0], 1e-9);
        using var reader = file.Open();
        Assert.Contains("byte 184", Assert.Single(reader.Info.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_WithoutSamples_AreLeftOutWithAWarning()
    {
        var file = RawEdf.With(new RawSignal(), 1, 2);
        file.Signals.Add(new RawSignal { Label = "unused", Samples = "0" });
        using var reader = file.Open();
        Assert.Single(reader.Info.Channels);
        Assert.Contains("unused", Assert.Single(reader.Info.Warnings), StringComparison.Ordinal);
    }

    private static RawEdf Simple() => RawEdf.With(new RawSignal(), 1, 2);
}
