using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Synthetic;

public sealed class DemoRecordingTests
{
    [Fact]
    public void Write_ReadBack_IsTheRecordingThatItSays()
    {
        using var reader = OpenDemo();
        var info = reader.Info;
        Assert.Equal("EDF+C", info.Format);
        Assert.Equal(120, info.DurationSeconds);
        Assert.Equal(DemoRecording.Truth.Electrodes, info.Channels.Select(channel => channel.Name!));
        Assert.All(info.Channels, channel => Assert.Equal((256.0, "uV", ChannelKind.Eeg), (channel.SamplingRateHz, channel.Unit, channel.Kind)));
        Assert.Equal(DemoRecording.Annotations, info.Annotations);
        Assert.Empty(info.Warnings);
        Assert.Equal(new DateTime(2025, 3, 14, 9, 30, 0), info.StartTime);
    }

    [Fact]
    public void Write_ReadBack_IsWithinHalfAStepOfWhatWasGenerated()
    {
        using var reader = OpenDemo();
        var generated = DemoRecording.Generate();
        for (var channel = 0; channel < generated.Samples.Count; channel++)
        {
            var read = new double[generated.Samples[channel].Length];
            reader.ReadSamples(channel, 0, read);
            // 0.1 µV steps; 1e-9 for rounding.
            for (var i = 0; i < read.Length; i++)
                Assert.Equal(generated.Samples[channel][i], read[i], 0.05 + 1e-9);
        }
    }

    [Fact]
    public void Generate_Twice_GivesTheSameSamples()
    {
        var (first, second) = (DemoRecording.Generate(), DemoRecording.Generate());
        for (var channel = 0; channel < first.Samples.Count; channel++)
            Assert.Equal(first.Samples[channel], second.Samples[channel]);
    }

    [Fact]
    public void Generate_KnownBlinks_StandOutAtTheForeheadOnly()
    {
        var recording = DemoRecording.Generate();
        foreach (var peak in DemoRecording.Truth.BlinkPeakSeconds)
        {
            Assert.True(Around(recording, "Fp1", peak) > 110, $"Fp1 at {peak} s: {Around(recording, "Fp1", peak)} µV");
            Assert.True(Around(recording, "Fp2", peak) > 110, $"Fp2 at {peak} s: {Around(recording, "Fp2", peak)} µV");
            Assert.True(Around(recording, "O1", peak) < 60, $"O1 at {peak} s: {Around(recording, "O1", peak)} µV");
        }
    }

    [Fact]
    public void Generate_FlatAndBadChannels_AreAsTheTruthSays()
    {
        var recording = DemoRecording.Generate();
        Assert.Equal(0, Deviation(recording, "C4", 100.1, 3.8));
        Assert.True(Deviation(recording, "T8", 10, 10) > 3 * Deviation(recording, "T7", 10, 10));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Generate_AnySamplingRate_PutsAlphaAtItsFrequencyOverTheBackOfTheHead(double samplingRateHz)
    {
        var recording = SyntheticRecording.Generate(new SyntheticRecordingOptions
        {
            SamplingRateHz = samplingRateHz,
            DurationSeconds = 30,
            EyesClosed = [(0, 30)],
            LineFrequencyHz = 45,
        });
        var peaks = Enumerable.Range(0, 41).Select(step => 8 + (step * 0.125))
            .Select(frequency => (Frequency: frequency, Power: PowerAt(recording, "O1", frequency)))
            .MaxBy(candidate => candidate.Power);
        // The envelope's side bands are 0.27 Hz away and weaker, so the carrier itself is found on the 0.125 Hz grid.
        Assert.Equal(10.25, peaks.Frequency, 1e-12);
        Assert.True(PowerAt(recording, "O1", 10.25) > 20 * PowerAt(recording, "Fz", 10.25));
    }

    private static IRecordingReader OpenDemo()
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        return RecordingFile.Open(stream, DemoRecording.FileName);
    }

    private static Span<double> Part(SyntheticRecording recording, string electrode, double onsetSeconds, double durationSeconds)
    {
        var rate = recording.Truth.SamplingRateHz;
        var channel = recording.Truth.Electrodes.ToList().IndexOf(electrode);
        return recording.Samples[channel].AsSpan((int)(onsetSeconds * rate), (int)(durationSeconds * rate));
    }

    private static double Around(SyntheticRecording recording, string electrode, double seconds)
    {
        var largest = 0.0;
        foreach (var value in Part(recording, electrode, seconds - 0.05, 0.1))
            largest = Math.Max(largest, value);
        return largest;
    }

    private static double Deviation(SyntheticRecording recording, string electrode, double onsetSeconds, double durationSeconds)
    {
        var part = Part(recording, electrode, onsetSeconds, durationSeconds).ToArray();
        var mean = part.Average();
        return Math.Sqrt(part.Average(value => (value - mean) * (value - mean)));
    }

    private static double PowerAt(SyntheticRecording recording, string electrode, double frequencyHz)
    {
        var samples = Part(recording, electrode, 0, recording.Truth.DurationSeconds - 0.1);
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var angle = 2 * Math.PI * frequencyHz * i / recording.Truth.SamplingRateHz;
            (real, imaginary) = (real + (samples[i] * Math.Cos(angle)), imaginary + (samples[i] * Math.Sin(angle)));
        }
        return (real * real) + (imaginary * imaginary);
    }
}
