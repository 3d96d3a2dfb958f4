using System.Numerics.Tensors;
using System.Text.Json.Serialization;

namespace Halcyon.Signals.Decoding;

/// <summary>The numbers of a fitted decoder, as they are written.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CspLdaState), "csp_lda")]
[JsonDerivedType(typeof(TangentSpaceState), "tangent_space_logistic")]
[JsonDerivedType(typeof(XdawnLdaState), "xdawn_lda")]
[JsonDerivedType(typeof(FilterBankCcaState), "filter_bank_cca")]
internal abstract record DecoderState
{
    private const int MostValues = 1 << 24;

    public required string[] Classes { get; init; }
    public required TrialShape Shape { get; init; }

    /// <exception cref="FormatException">The numbers do not belong together.</exception>
    public void Validate()
    {
        var isSound = Classes.Length >= 2 && Classes.Distinct(StringComparer.Ordinal).Count() == Classes.Length
            && Shape.Channels.Count > 0 && Shape.SampleCount > 0 && (long)Shape.Channels.Count * Shape.SampleCount <= MostValues
            && double.IsFinite(Shape.SamplingRateHz) && Shape.SamplingRateHz > 0 && FitsItself();
        if (!isSound)
            throw new FormatException("The decoder's classes, shape and numbers do not fit each other.");
    }

    protected abstract bool FitsItself();

    protected static bool IsMatrix(double[][] rows, int count, int length) =>
        rows.Length == count && rows.All(row => row is not null && row.Length == length && TensorPrimitives.IsFiniteAll<double>(row));
}

internal sealed record CspLdaState : DecoderState
{
    public required double[][] Filters { get; init; }
    public required double[][] Patterns { get; init; }
    public required LinearClassifier Classifier { get; init; }

    protected override bool FitsItself() =>
        IsMatrix(Filters, Filters.Length, Shape.Channels.Count) && IsMatrix(Patterns, Filters.Length, Shape.Channels.Count)
        && Classifier.Fits(Classes.Length, Filters.Length);
}

internal sealed record TangentSpaceState : DecoderState
{
    /// <summary>The mean covariance to the power −1/2.</summary>
    public required double[][] Whitening { get; init; }

    public required LinearClassifier Classifier { get; init; }

    protected override bool FitsItself() =>
        IsMatrix(Whitening, Shape.Channels.Count, Shape.Channels.Count)
        && Classifier.Fits(Classes.Length, Shape.Channels.Count * (Shape.Channels.Count + 1) / 2);
}

internal sealed record XdawnLdaState : DecoderState
{
    public required double[][] Filters { get; init; }
    public required double[][] Patterns { get; init; }

    /// <summary>Samples that are averaged to one feature.</summary>
    public required int BinLength { get; init; }

    public required LinearClassifier Classifier { get; init; }

    protected override bool FitsItself() =>
        BinLength >= 1 && BinLength <= Shape.SampleCount
        && IsMatrix(Filters, Filters.Length, Shape.Channels.Count) && IsMatrix(Patterns, Filters.Length, Shape.Channels.Count)
        && Classifier.Fits(Classes.Length, Filters.Length * (Shape.SampleCount / BinLength));
}

internal sealed record FilterBankCcaState : DecoderState
{
    public required double[] FrequenciesHz { get; init; }
    public required int Harmonics { get; init; }
    public required int SubBands { get; init; }

    protected override bool FitsItself() =>
        FrequenciesHz.Length == Classes.Length && Harmonics is >= 1 and <= 10 && SubBands is >= 1 and <= 10
        && FrequenciesHz.All(frequency => frequency > 0 && frequency * Harmonics < Shape.SamplingRateHz / 2)
        && FilterBankCca.SubBandEdges(Shape.SamplingRateHz, SubBands).All(edge => edge.LowHz < edge.HighHz);
}
