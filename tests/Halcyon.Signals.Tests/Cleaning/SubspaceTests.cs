using System.Numerics.Tensors;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Matrices;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

public sealed class SubspaceTests(ITestOutputHelper output)
{
    private const double CalibrationSeconds = 60;

    [Fact]
    public void Fit_FlatSeconds_AreNoCalibration()
    {
        var truth = HighPassed(128, 60);
        double[][] mostlyFlat = [.. truth.Select(c => (double[])[.. new double[40 * 128], .. c[..(20 * 128)]])];
        var calibration = Calibrate(mostlyFlat, 128, new SubspaceOptions());
        Assert.InRange(calibration.CleanSeconds, 15, 20);
        var cleaned = truth.Select(c => c.ToArray()).ToArray();
        SubspaceCleaning.Clean([.. cleaned.Select(c => c.AsMemory())], calibration);
        var kept = TensorPrimitives.SumOfSquares<double>(cleaned[4]) / TensorPrimitives.SumOfSquares<double>(truth[4]);
        Assert.InRange(kept, 0.8, 1.2);
        Assert.Throws<ArgumentException>(() => Calibrate([.. truth.Select(c => new double[c.Length])], 128, new SubspaceOptions()));
    }

    [Fact]
    public void Fit_TooLittleToLearnFrom_IsRefusedInASentence()
    {
        var truth = HighPassed(128, 30);
        Refused("Subspaces need at least 2 good channels to rebuild a burst from; there is 1.", [truth[0]]);
        Refused("11 clean seconds are too few to calibrate on; at least 15 are needed.", [.. truth.Select(c => c[..(12 * 128)])]);
        Refused("0 clean seconds are too few", [.. truth.Select((c, i) => i == 3 ? new double[c.Length] : c)]);
        Assert.Throws<ArgumentException>(() => Calibrate([.. truth.Select((c, i) => i == 3 ? (double[])[double.NaN, .. c[1..]] : c)], 128, new SubspaceOptions()));

        static void Refused(string sentence, double[][] channels) =>
            Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(() => Calibrate(channels, 128, new SubspaceOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SubspaceOptions_NumbersThatCannotBe_AreRefused()
    {
        foreach (var wrong in (Func<SubspaceOptions>[])[
            () => new SubspaceOptions { Cutoff = double.NaN }, () => new SubspaceOptions { Cutoff = 0 }, () => new SubspaceOptions { WindowSeconds = 0.05 },
            () => new SubspaceOptions { StepSeconds = 2 }, () => new SubspaceOptions { MostRemoved = 1 }])
            Assert.Throws<ArgumentOutOfRangeException>(() => wrong());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Clean_InjectedBursts_ErrorFallsAndTheRestStays(double samplingRateHz)
    {
        var truth = HighPassed(samplingRateHz, 90);
        var spoilt = truth.Select(c => c.ToArray()).ToArray();
        (int From, int To)[] bursts = [.. ((double[])[65, 72, 80]).Select(s => ((int)(s * samplingRateHz), (int)((s + 1.2) * samplingRateHz)))];
        Inject(spoilt, bursts, samplingRateHz);
        var calibration = Calibrate(truth, samplingRateHz, new SubspaceOptions());
        var cleaned = spoilt.Select(c => c.ToArray()).ToArray();
        var changed = SubspaceCleaning.Clean([.. cleaned.Select(c => c.AsMemory())], calibration);

        double before = 0, after = 0;
        foreach (var (from, to) in bursts)
        {
            for (var c = 0; c < truth.Length; c++)
            {
                before += Error(spoilt[c], truth[c], from, to);
                after += Error(cleaned[c], truth[c], from, to);
            }
        }

        output.WriteLine($"{samplingRateHz} Hz: error in bursts falls from {Math.Sqrt(before / after):0.0} to 1; {changed} of {truth[0].Length} samples changed; {calibration.CleanSeconds} clean seconds");
        Assert.InRange(Math.Sqrt(after / before), 0, 0.25);
        // A window and a step around each burst may be touched; all else is as it was, to the last bit.
        var margin = (int)(0.8 * samplingRateHz);
        for (var i = 0; i < truth[0].Length; i++)
        {
            if (!bursts.Any(b => i > b.From - margin && i < b.To + margin))
                Assert.Equal(truth[4][i], cleaned[4][i]);
        }
    }

    [Fact]
    public void Clean_CleanEeg_LeavesEveryBit()
    {
        var truth = HighPassed(256, 70);
        var calibration = Calibrate(truth, 256, new SubspaceOptions());
        var cleaned = truth.Select(c => c.ToArray()).ToArray();
        Assert.Equal(0, SubspaceCleaning.Clean([.. cleaned.Select(c => c.AsMemory())], calibration));
        Assert.Equal(truth, cleaned);
    }

    [Fact]
    public void Clean_MostDirectionsEmpty_HoldsRoundingForNoBurst()
    {
        // Eight channels of two courses, as when six of eight components were taken out.
        var truth = HighPassed(128, 60);
        double[][] channels = [.. Enumerable.Range(0, 8).Select(c => truth[0].Zip(truth[1], (a, b) => Math.Cos(c) * a + Math.Sin(1.7 * c) * b).ToArray())];
        var cleaned = channels.Select(c => c.ToArray()).ToArray();
        Assert.Equal(0, SubspaceCleaning.Clean([.. cleaned.Select(c => c.AsMemory())], Calibrate(channels, 128, new SubspaceOptions())));
        Assert.Equal(channels, cleaned);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(1000)]
    public void Process_BlocksOfAnyLength_GiveTheSameDelayedByTheStatedLatency(int block)
    {
        var truth = HighPassed(128, 70);
        Inject(truth, [(62 * 128, 63 * 128)], 128);
        var calibration = Calibrate(truth, 128, new SubspaceOptions());
        var whole = truth.Select(c => c.ToArray()).ToArray();
        SubspaceCleaning.Clean([.. whole.Select(c => c.AsMemory())], calibration);
        var streamed = truth.Select(c => c.ToArray()).ToArray();
        var stream = new SubspaceReconstructor(calibration);
        for (var at = 0; at < streamed[0].Length; at += block)
        {
            var count = Math.Min(block, streamed[0].Length - at);
            stream.Process([.. streamed.Select(c => (ReadOnlyMemory<double>)c.AsMemory(at, count))], [.. streamed.Select(c => c.AsMemory(at, count))]);
        }

        Assert.Equal(0.375, stream.LatencySeconds);
        for (var c = 0; c < whole.Length; c++)
        {
            Assert.Equal(new double[stream.LatencySamples], streamed[c][..stream.LatencySamples]);
            Assert.Equal(whole[c][..^stream.LatencySamples], streamed[c][stream.LatencySamples..]);
        }
    }

    [Fact]
    public void Process_SteadyState_AllocatesNothing()
    {
        var truth = HighPassed(256, 70);
        Inject(truth, [(10, 69 * 256)], 256);
        var stream = new SubspaceReconstructor(Calibrate(HighPassed(256, 70), 256, new SubspaceOptions()));
        ReadOnlyMemory<double>[] input = [.. truth.Select(c => (ReadOnlyMemory<double>)c.AsMemory(0, 2560))];
        Memory<double>[] result = [.. truth.Select(_ => (Memory<double>)new double[2560])];
        Allocations.AssertNone(() => stream.Process(input, result));
        Assert.True(stream.RepairedSamples > 2560);
    }

    [Fact]
    public void Process_NotFiniteOrUneven_IsRefusedAndShortIsFine()
    {
        var truth = HighPassed(128, 60);
        var calibration = Calibrate(truth, 128, new SubspaceOptions());
        var stream = new SubspaceReconstructor(calibration);
        Memory<double>[] some = [.. truth.Select(_ => (Memory<double>)new double[3])];
        some[2].Span[1] = double.NaN;
        Assert.Throws<ArgumentException>(() => stream.Process([.. some.Select(s => (ReadOnlyMemory<double>)s)], some));
        Assert.Throws<ArgumentException>(() => stream.Process([.. some.Skip(1).Select(s => (ReadOnlyMemory<double>)s)], some));
        var tiny = truth.Select(c => c[..5]).ToArray();
        var cleaned = tiny.Select(c => c.ToArray()).ToArray();
        SubspaceCleaning.Clean([.. cleaned.Select(c => c.AsMemory())], calibration);
        Assert.Equal(tiny, cleaned);
        Assert.Contains("too few", Assert.Throws<ArgumentException>(() => Calibrate([.. truth.Select(c => c[..1280])], 128, new SubspaceOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubspaceOptions { Cutoff = double.NaN });
    }

    [Fact]
    public void Eigen_RandomSymmetric_RebuildsTheMatrix()
    {
        const int n = 24;
        var random = Signals.Noise(n * n, 1, 3);
        var matrix = new double[n * n];
        for (var i = 0; i < n * n; i++)
            matrix[i] = random[i] + random[i % n * n + i / n];
        var (work, vectors) = (matrix.ToArray(), new double[n * n]);
        SymmetricMatrix.Decompose(work, vectors, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = Enumerable.Range(0, n).Sum(k => work[k * n + k] * vectors[k * n + i] * vectors[k * n + j]);
                Assert.Equal(matrix[i * n + j], sum, 1e-10);
            }
        }
    }

    private static double Error(double[] samples, double[] truth, int from, int to)
    {
        var distance = TensorPrimitives.Distance<double>(samples.AsSpan(from, to - from), truth.AsSpan(from, to - from));
        return distance * distance;
    }

    private static SubspaceCalibration Calibrate(double[][] channels, double rate, SubspaceOptions options) =>
        SubspaceCalibration.Fit([.. channels.Select(c => (ReadOnlyMemory<double>)c.AsMemory(0, Math.Min(c.Length, (int)(CalibrationSeconds * rate))))], rate, options);

    /// <summary>A cable swing: two directions of slow noise, hundreds of µV.</summary>
    private static void Inject(double[][] channels, (int From, int To)[] bursts, double rate)
    {
        var slow = ButterworthDesign.BandPass(2, 1.5, 8, rate);
        foreach (var (from, to) in bursts)
        {
            for (var source = 0; source < 2; source++)
            {
                var swing = Signals.Noise(to - from, 1500, from + source);
                slow.Filter(swing, swing, new double[slow.StateLength]);
                for (var c = 0; c < channels.Length; c++)
                {
                    var weight = Math.Cos(c * (source + 1.3));
                    for (var i = from; i < to; i++)
                        channels[c][i] += weight * swing[i - from];
                }
            }
        }
    }

    internal static double[][] HighPassed(double samplingRateHz, double seconds)
    {
        var made = SyntheticRecording.Generate(new SyntheticRecordingOptions { SamplingRateHz = samplingRateHz, DurationSeconds = seconds, Seed = 9, EyesClosed = [(0, seconds)], LineAmplitudeMicrovolts = 0 });
        var filter = ButterworthDesign.HighPass(2, 1, samplingRateHz);
        return [.. made.Samples.Select(samples =>
        {
            var filtered = new double[samples.Length];
            filter.FilterZeroPhase(samples, filtered, new double[samples.Length + 2 * filter.PadLength + filter.StateLength]);
            return filtered;
        })];
    }
}
