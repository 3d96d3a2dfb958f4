namespace Halcyon.Signals.Cleaning.Subspace;

/// <summary>How strong and how long a burst must be to be taken out.</summary>
public sealed record SubspaceOptions
{
    /// <summary>Robust standard deviations above its usual amplitude beyond which a direction is rebuilt from the others; 20 is mild, 5 strict.</summary>
    public double Cutoff
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and above 0.");
    } = 20;

    /// <summary>Length over which amplitude is judged; at least 1.5 samples for each channel are taken.</summary>
    public double WindowSeconds
    {
        get;
        init => field = value is >= 0.1 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0.1 and 10 s.");
    } = 0.5;

    /// <summary>Between one judgement and the next.</summary>
    public double StepSeconds
    {
        get;
        init => field = value is >= 0.01 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0.01 and 1 s.");
    } = 0.125;

    /// <summary>Share of the dimensions that may be rebuilt at once; the quieter rest always stays.</summary>
    public double MostRemoved
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0 and 1.");
    } = 0.66;
}
