namespace Halcyon.Signals.Cleaning.Components;

/// <summary>How independent components are looked for.</summary>
public enum ComponentMethod
{
    /// <summary>Fixed point, all components at once, log cosh (Hyvärinen 1999, doi:10.1109/72.761722).</summary>
    FastIca,

    /// <summary>Logistic infomax (Bell and Sejnowski 1995, doi:10.1162/neco.1995.7.6.1129).</summary>
    Infomax,

    /// <summary>Extended infomax: sub- and super-Gaussian sources (Lee, Girolami and Sejnowski 1999, doi:10.1162/089976699300016719).</summary>
    ExtendedInfomax,
}

/// <summary>What to look for and for how long.</summary>
public sealed record ComponentOptions
{
    public ComponentMethod Method { get; init; } = ComponentMethod.FastIca;

    /// <summary>Components, 1 … channels; null to let <see cref="VarianceFraction"/> decide.</summary>
    public int? Count
    {
        get;
        init => field = value is not < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one component is needed.");
    }

    /// <summary>Without <see cref="Count"/>: as many as hold this share of the variance, above 0 and at most 1.</summary>
    public double VarianceFraction
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie above 0 and be at most 1.");
    } = 0.999999;

    /// <summary>The same seed gives the same components to the last bit, whatever <see cref="Threads"/> says.</summary>
    public int Seed { get; init; } = 97;

    /// <summary>Null for the usual: 1000 for FastICA, 500 passes for infomax.</summary>
    public int? MostIterations
    {
        get;
        init => field = value is not < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one iteration is needed.");
    }

    /// <summary>FastICA: stops when no component turns by more than this (1 − |cos|); infomax: when the squared change of a pass is below. Null for the usual 10⁻⁴ and 10⁻¹².</summary>
    public double? Tolerance
    {
        get;
        init => field = value is null || (double.IsFinite(value.Value) && value > 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and above 0.");
    }

    /// <summary>For whitening and FastICA; infomax itself takes one block after the other.</summary>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one thread is needed.");
    } = 1;

    /// <summary>Stretches to fit without, such as rejected segments.</summary>
    public IReadOnlyList<SampleRange> Without { get; init; } = [];
}
