namespace Halcyon.Signals.Conversion;

/// <summary>What outputs say of a unit that nobody gave.</summary>
internal static class AssumedUnits
{
    public const string Note = "No unit was given; µV is assumed.";

    /// <summary>In the letters of EDF.</summary>
    public const string PlainNote = "No unit was given; uV is assumed.";
}
