using System.Diagnostics;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

/// <summary>Components of eeg19.edf (1–40 Hz, without its two bad channels, 15 of 17) beside those of MNE-Python 1.3.</summary>
/// <remarks>
/// An unmixing is fixed up to order and sign of its rows, and by where each side stops: MNE's FastICA when rows turn by
/// less than 10⁻⁴ (1 − |cos|, so about 0.014 rad), ours by the same measure; infomax ends in the noise of its last blocks.
/// </remarks>
public sealed class ComponentGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void Fit_FastIca_AgreesWithMne() => Compare("ica_fastica", ComponentMethod.FastIca, 0.99, mostMedian: 1e-3);

    // 200 passes over five million values take seconds: run by bench/eeg-peers.sh and on demand.
    [Fact]
    public void Fit_ExtendedInfomax_AgreesWithMne()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HALCYON_LONG_TESTS") == "1", "Takes seconds; set HALCYON_LONG_TESTS=1.");
        Compare("ica_infomax_ext", ComponentMethod.ExtendedInfomax, 0.9999, mostMedian: 1e-5);
    }

    [Fact]
    public void Fit_Infomax_AgreesWithMne()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HALCYON_LONG_TESTS") == "1", "Takes seconds; set HALCYON_LONG_TESTS=1.");
        Compare("ica_infomax", ComponentMethod.Infomax, 0.9999, mostMedian: 1e-5);
    }

    private void Compare(string golden, ComponentMethod method, double least, double mostMedian)
    {
        var mne = new MneComponents(Goldens.Open(golden));
        var channels = Filtered();
        var clock = Stopwatch.StartNew();
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Method = method, Count = 15 });
        output.WriteLine($"{method}: {clock.ElapsedMilliseconds} ms, {model.Iterations} iterations, converged {model.Converged}");
        var matches = mne.Match(model);
        output.WriteLine(string.Join(" ", matches.Select(m => $"{m.Component}:{m.Unmixing:0.00000}/{m.Topography:0.00000}")));
        Assert.True(model.Converged);
        Assert.Equal(15, matches.Select(m => m.Component).Distinct().Count());
        Assert.All(matches, m => Assert.InRange(m.Unmixing, least, 1 + 1e-9));
        Assert.All(matches, m => Assert.InRange(m.Topography, least, 1 + 1e-9));
        Assert.InRange(1 - matches.Select(m => m.Topography).Order().ElementAt(7), 0, mostMedian);
    }

    internal static ReadOnlyMemory<double>[] Filtered()
    {
        var filter = FirDesign.BandPass(1, 40, Goldens.SamplingRateHz);
        var workspace = new FirWorkspace(filter);
        var recorded = Goldens.Eeg19();
        return [.. Enumerable.Range(0, recorded.Length).Where(c => c is not (Goldens.Flat or Goldens.Noisy)).Select(c =>
        {
            var filtered = new double[recorded[c].Length];
            filter.Apply(recorded[c], filtered, workspace);
            return (ReadOnlyMemory<double>)filtered;
        })];
    }

    private sealed class MneComponents(NpzArchive archive)
    {
        /// <summary>For each of MNE's components ours that is most like it, and |cos| of the angle between rows and between topographies.</summary>
        public List<(int Component, double Unmixing, double Topography)> Match(ComponentModel model)
        {
            var components = archive["components"];
            var (unmixing, principal) = (archive["unmixing"], archive["pca_components"]);
            var matches = new List<(int, double, double)>();
            for (var k = 0; k < 15; k++)
            {
                var row = new double[17];
                var topography = new double[17];
                for (var c = 0; c < 17; c++)
                {
                    topography[c] = components.Row(c)[k];
                    for (var p = 0; p < 15; p++)
                        row[c] += unmixing.Row(k)[p] * principal.Row(p)[c];
                }

                var best = Enumerable.Range(0, 15).MaxBy(i => Cosine(topography, model.Topography(i)) + Cosine(row, model.Unmixing(i)));
                matches.Add((best, Cosine(row, model.Unmixing(best)), Cosine(topography, model.Topography(best))));
            }

            return matches;
        }
    }

    internal static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        Math.Abs(System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(a, b));
}
