using System.Globalization;
using System.Runtime.InteropServices;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Decoding;

/// <summary>Which of several flicker frequencies is looked at (SSVEP), by filter-bank canonical correlation; needs no training.</summary>
/// <remarks>
/// Chen et al. 2015, doi:10.1088/1741-2560/12/4/046008: sub-bands that begin at n × 8 Hz and end together, weights
/// n^−1.25 + 0.25. Departures: the bands are Butterworth, zero-phase, of order 4 instead of Chebyshev I, and end at 88 Hz or at 0.45 of
/// the sampling rate, whichever is lower. Scores are the weighted sums of squared canonical correlations.
/// </remarks>
public sealed class FilterBankCca : TrialDecoder
{
    private const double BandStepHz = 8;
    private const double HighestHz = 88;
    private const int FilterOrder = 4;

    private readonly BiquadCascade[] _filters;
    private readonly Matrix<double>[] _references;

    internal FilterBankCca(FilterBankCcaState state)
        : base(state)
    {
        _filters = [.. SubBandEdges(state.Shape.SamplingRateHz, state.SubBands)
            .Select(edge => ButterworthDesign.BandPass(FilterOrder, edge.LowHz, edge.HighHz, state.Shape.SamplingRateHz))];
        _references = [.. state.FrequenciesHz.Select(frequency => Orthonormal(Reference(frequency, state)))];
        if (state.Shape.SampleCount <= Math.Max(_filters.Max(filter => filter.PadLength), 2 * state.Harmonics))
            throw new FormatException($"Trials of {state.Shape.SampleCount} samples are too short for the filters.");
    }

    /// <summary>A decoder whose classes are the frequencies, written as in "8.5".</summary>
    /// <param name="shape">Of the trials; they begin with the flicker (or a fixed delay after it).</param>
    /// <param name="frequenciesHz">At least two; their harmonics must lie below half the rate.</param>
    /// <param name="subBands">At most as many as begin below 0.4 of the rate.</param>
    public static FilterBankCca Create(TrialShape shape, IReadOnlyList<double> frequenciesHz, int harmonics = 3, int subBands = 3)
    {
        ArgumentNullException.ThrowIfNull(frequenciesHz);
        try
        {
            return new FilterBankCca(new FilterBankCcaState
            {
                Classes = [.. frequenciesHz.Select(frequency => frequency.ToString(CultureInfo.InvariantCulture))],
                Shape = shape,
                FrequenciesHz = [.. frequenciesHz],
                Harmonics = harmonics,
                SubBands = subBands,
            });
        }
        catch (FormatException exception)
        {
            throw new ArgumentException("The frequencies, harmonics and sub-bands must be distinct and lie below half the sampling rate.", nameof(frequenciesHz), exception);
        }
    }

    internal static Edge[] SubBandEdges(double samplingRateHz, int subBands) =>
        [.. Enumerable.Range(1, subBands).Select(n => new Edge((n * BandStepHz) - 2, Math.Min(HighestHz, 0.45 * samplingRateHz)))];

    private protected override void WriteScores(ReadOnlySpan<double> trial, Span<double> scores)
    {
        scores.Clear();
        var count = Shape.SampleCount;
        var band = new double[trial.Length];
        for (var n = 0; n < _filters.Length; n++)
        {
            var scratch = new double[count + (2 * _filters[n].PadLength) + _filters[n].StateLength];
            for (var at = 0; at < trial.Length; at += count)
                _filters[n].FilterZeroPhase(trial.Slice(at, count), band.AsSpan(at, count), scratch);
            var basis = Orthonormal(Matrix<double>.Build.Dense(count, Shape.Channels.Count, (double[])band.Clone()));
            var weight = Math.Pow(n + 1, -1.25) + 0.25;
            for (var k = 0; k < scores.Length; k++)
                scores[k] += weight * SquaredCorrelation(basis, _references[k]);
        }
    }

    private static Matrix<double> Reference(double frequencyHz, FilterBankCcaState state) =>
        Matrix<double>.Build.Dense(state.Shape.SampleCount, 2 * state.Harmonics, (t, column) =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * frequencyHz * ((column / 2) + 1) * t / state.Shape.SamplingRateHz);
            return column % 2 == 0 ? sin : cos;
        });

    /// <summary>Columns that span the same space, means removed; directions without variance are left out.</summary>
    private static Matrix<double> Orthonormal(Matrix<double> columns)
    {
        foreach (var column in Enumerable.Range(0, columns.ColumnCount))
            columns.SetColumn(column, columns.Column(column) - columns.Column(column).Average());
        var eigen = SymmetricMatrix.Decompose(columns.TransposeThisAndMultiply(columns));
        var values = eigen.EigenValues.Select(value => value.Real).ToArray();
        int[] kept = [.. Enumerable.Range(0, values.Length).Where(i => values[i] > 1e-10 * values[^1] && values[i] > 1e-20)];
        var vectors = Matrix<double>.Build.Dense(columns.ColumnCount, Math.Max(1, kept.Length));
        for (var i = 0; i < kept.Length; i++)
            vectors.SetColumn(i, eigen.EigenVectors.Column(kept[i]) / Math.Sqrt(values[kept[i]]));
        return columns * vectors;
    }

    private static double SquaredCorrelation(Matrix<double> first, Matrix<double> second)
    {
        var product = first.TransposeThisAndMultiply(second);
        var eigen = SymmetricMatrix.Decompose(product.TransposeAndMultiply(product));
        return Math.Clamp(eigen.EigenValues.Max(value => value.Real), 0, 1);
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Edge(double LowHz, double HighHz);
}
