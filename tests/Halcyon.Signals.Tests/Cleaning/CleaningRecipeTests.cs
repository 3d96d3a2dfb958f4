using System.Text;
using System.Text.Json;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

public sealed class CleaningRecipeTests(CleaningRecipeTests.Cleaned made, ITestOutputHelper output) : IClassFixture<CleaningRecipeTests.Cleaned>
{
    [Fact]
    public void Reconstruct_RejectedSegments_AreNoCalibration()
    {
        var with = new EegCleaner(made.Raw);
        with.Filter(1, null);
        var all = with.Reconstruct(new SubspaceOptions()).CleanSeconds;
        var without = new EegCleaner(made.Raw);
        without.Filter(1, null);
        var rejected = without.RejectSegments(["blink"], TestContext.Current.CancellationToken).Segments.Sum(s => s.SampleCount) / 256.0;
        Assert.True(rejected > 2);
        Assert.True(without.Reconstruct(new SubspaceOptions()).CleanSeconds != all);
    }

    [Fact]
    public void Replay_SavedAndLoaded_GivesTheSameBitsAndLeavesTheRecording()
    {
        var before = made.Raw.Copy();
        var replayed = CleaningRecipe.Load(new MemoryStream(made.Saved)).Replay(made.Raw);
        foreach (var channel in made.Raw.Channels)
        {
            Assert.Equal(made.Result.Signals[channel.Index].ToArray(), replayed.Signals[channel.Index].ToArray());
            Assert.Equal(before[channel.Index].ToArray(), made.Raw[channel.Index].ToArray());
        }

        Assert.Equal(made.Result.Rejected, replayed.Rejected);
        Assert.Equal(made.Result.BadChannels, replayed.BadChannels);
    }

    [Fact]
    public void Steps_KnownFaults_SayWhatTheyFound()
    {
        foreach (var step in made.Recipe.Steps)
            output.WriteLine(step.Summary);
        foreach (var label in made.Recipe.Steps.OfType<ComponentsStep>().Single().Labels)
            output.WriteLine($"{label.Component}: {label.Reason}");
        var bad = made.Recipe.Steps.OfType<BadChannelsStep>().Single();
        Assert.Equal(["T8"], bad.Found.Select(b => b.Label));
        Assert.NotEmpty(bad.Found[0].Reasons);
        Assert.Equal(["T8"], made.Recipe.Steps.OfType<InterpolationStep>().Single().Channels);
        Assert.Empty(made.Result.BadChannels);
        Assert.Contains(made.Recipe.Steps.OfType<ComponentsStep>().Single().Labels, l => l.Label == "blink");
        var movement = Assert.Single(made.Recipe.Steps.OfType<RejectedSegmentsStep>().Single().Segments, s => s.Kind == "movement");
        Assert.InRange(movement.FirstSample / 256.0, 49, 51);
        Assert.True(made.Recipe.Steps.OfType<SubspaceStep>().Single().RepairedSamples > 0);
        Assert.Equal(8, made.Recipe.Steps.Count);
    }

    [Fact]
    public void Result_Blinks_AreGoneAndTheRestOfTheForeheadIsThere()
    {
        var fp1 = made.Result.Signals[0];
        foreach (var peak in Cleaned.Blinks)
        {
            var around = fp1.Slice((int)((peak - 0.3) * 256), (int)(0.6 * 256));
            Assert.InRange(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<double>(around), -60, 60);
        }

        Assert.InRange(Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(fp1) / fp1.Length), 3, 25);
    }

    [Fact]
    public void Replay_AnotherRecording_IsRefused()
    {
        var other = made.Raw.Copy();
        other[3][100] += 0.1;
        Assert.Contains("another recording", Assert.Throws<CleaningRecipeException>(() => made.Recipe.Replay(other)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("[]", "not a cleaning recipe")]
    [InlineData("{}", "not a cleaning recipe")]
    [InlineData("{\"schema\":\"halcyon.report/1\"}", "not a cleaning recipe")]
    [InlineData("{\"schema\":\"halcyon.cleaning/2\"}", "reads halcyon.cleaning/1")]
    [InlineData("{\"schema\":\"halcyon.cleaning/1\"}", "damaged")]
    [InlineData("{\"schema\":\"halcyon.cleaning/1\",\"recording\":null,\"steps\":[]}", "damaged")]
    [InlineData("{\"schema\":\"halcyon.cleaning/1\",\"recording\":{\"channels\":[],\"sampling_rate_hz\":1,\"sample_count\":0,\"sha256\":\"\"},\"steps\":[{\"kind\":\"magic\"}]}", "damaged")]
    [InlineData("{\"schema\":\"halcyon.cleaning/1\",\"recording\":{\"channels\":[],\"sampling_rate_hz\":1,\"sample_count\":0,\"sha256\":\"\"},\"steps\":[{\"kind\":\"filter\"}]}", "damaged")]
    [InlineData("{\"schema\":\"halcyon.cleaning/1\",\"recording\":{\"channels\":[],\"sampling_rate_hz\":1,\"sample_count\":0,\"sha256\":\"\"},\"steps\":[null]}", "damaged")]
    public void Load_NotARecipe_SaysSoInOneSentence(string text, string expected)
    {
        var refusal = Assert.Throws<CleaningRecipeException>(() => CleaningRecipe.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadAndReplay_DamagedAtRandom_GiveOneSentenceOrTheSameShape()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var bytes = made.Saved.ToArray();
            if (round % 2 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            else
                bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            try
            {
                var recipe = CleaningRecipe.Load(new MemoryStream(bytes));
                // A changed digit is still a recipe; replaying is tried on some, as it takes its time.
                if (round % 40 == 1)
                    recipe.Replay(made.Raw);
            }
            catch (CleaningRecipeException refusal)
            {
                Assert.DoesNotContain('\n', refusal.Message);
                Assert.InRange(refusal.Message.Length, 20, 300);
            }
        }
    }

    [Theory]
    [InlineData("\"eye_channels\":[\"EOG", "\"eye_channels\":[\"EMG")]
    [InlineData("\"low_hz\":1", "\"low_hz\":-1")]
    [InlineData("\"low_hz\":1", "\"low_hz\":1000")]
    [InlineData("\"window_seconds\":0.5", "\"window_seconds\":0")]
    [InlineData("\"channel_means\":[", "\"channel_means\":[1,")]
    [InlineData("\"removed\":[", "\"removed\":[99,")]
    [InlineData("\"covariance\":[", "\"covariance\":[1,")]
    [InlineData("\"first_sample\":", "\"first_sample\":9")]
    public void Replay_NumbersThatCannotBe_NamesTheStep(string from, string to)
    {
        var text = Encoding.UTF8.GetString(made.Saved);
        // After the recording's own list of channels.
        var start = text.IndexOf("\"steps\"", StringComparison.Ordinal);
        var at = text.IndexOf(from, start, StringComparison.Ordinal);
        Assert.True(at > 0);
        var damaged = text[..at] + to + text[(at + from.Length)..];
        var refusal = Assert.Throws<CleaningRecipeException>(() => CleaningRecipe.Load(new MemoryStream(Encoding.UTF8.GetBytes(damaged))).Replay(made.Raw));
        Assert.Contains("damaged at", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_IsReadableJson()
    {
        using var json = JsonDocument.Parse(made.Saved);
        Assert.Equal("halcyon.cleaning/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal("filter", json.RootElement.GetProperty("steps")[0].GetProperty("kind").GetString());
        Assert.Equal("fast_ica", json.RootElement.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == "components").GetProperty("method").GetString());
    }

    [Fact]
    public void Cleaner_WrongOrderOrDoubledLabels_IsRefused()
    {
        Assert.Throws<InvalidOperationException>(() => new EegCleaner(made.Raw).Reconstruct(new SubspaceOptions()));
        var doubled = new EegSignals([made.Raw.Channels[0], made.Raw.Channels[0]], 256, [new double[2560], new double[2560]]);
        Assert.Throws<ArgumentException>(() => new EegCleaner(doubled));
        var one = new EegSignals([made.Raw.Channels[0]], 256, [new double[2560]]);
        Assert.Throws<ArgumentException>(() => new EegCleaner(one).RegressEyes());
        Assert.Throws<ArgumentException>(() => new EegCleaner(one).ReferenceToAverage());
    }

    /// <summary>A minute and a half with blinks, a bad electrode, a movement, a burst and an EOG channel, cleaned once for all tests.</summary>
    public sealed class Cleaned
    {
        public static readonly double[] Blinks = [4, 8.5, 13, 17.2, 22, 27, 31.5, 36, 41, 60, 65, 71, 76, 82];

        public Cleaned()
        {
            var generated = SyntheticRecording.Generate(new SyntheticRecordingOptions { DurationSeconds = 90, Seed = 3, BlinkPeakSeconds = Blinks, BadElectrode = "T8" });
            double[][] samples = [.. generated.Samples, new double[generated.Samples[0].Length]];
            var random = Signals.Noise(samples[0].Length, 1, 8);
            for (var i = 0; i < samples[0].Length; i++)
            {
                var seconds = i / 256.0;
                samples[^1][i] = 40 * Math.Sin(2 * Math.PI * 0.4 * seconds) * Math.Sin(seconds) + 2 * random[i];
                for (var c = 0; c < 19; c++)
                {
                    samples[c][i] += 0.1 * (c % 3) * samples[^1][i] + 300;
                    if (seconds is >= 50 and < 51)
                        samples[c][i] += 400 * Math.Sin(2 * Math.PI * 3 * seconds) * Math.Cos(c);
                }
            }

            Raw = new EegSignals(
                [.. generated.Truth.Electrodes.Select((name, i) => MemoryRecording.Channel(i, name, name, ChannelKind.Eeg, 256, 0)), MemoryRecording.Channel(19, "EOG horizontal", null, ChannelKind.Eog, 256, 0)],
                256, samples);
            var cleaner = new EegCleaner(Raw);
            cleaner.Filter(1, null);
            cleaner.FindBadChannels(new BadChannelOptions());
            cleaner.RejectSegments(["movement", "electrode_pop"]);
            cleaner.RegressEyes();
            cleaner.RemoveComponents(new ComponentOptions(), [ComponentKind.Blink]);
            cleaner.Reconstruct(new SubspaceOptions());
            cleaner.Interpolate();
            cleaner.ReferenceToAverage();
            (Recipe, Result) = (cleaner.Recipe, cleaner.Result);
            using var saved = new MemoryStream();
            Recipe.Save(saved);
            Saved = saved.ToArray();
        }

        public EegSignals Raw { get; }
        public CleaningRecipe Recipe { get; }
        public CleanedSignals Result { get; }
        public byte[] Saved { get; }
    }
}
