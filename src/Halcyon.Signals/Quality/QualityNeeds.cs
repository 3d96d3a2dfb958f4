namespace Halcyon.Signals.Quality;

/// <summary>How much EEG there must be before something is said of it.</summary>
/// <remarks>
/// Measured by cutting pieces out of recordings of two to five minutes (EEGMMI, Sleep-EDF, generated ones) and comparing
/// what is said of a piece with what is said of the whole.
/// </remarks>
public static class QualityNeeds
{
    /// <summary>
    /// For a verdict on a channel, and for artifacts, which are found against a channel's usual level. A good channel is
    /// called bad in one of six pieces of 2 s, one of fifty of 6 s, one of 144 of 10 s.
    /// </summary>
    public const double ChannelSeconds = 10;

    /// <summary>
    /// For a grade. An A says less than 5 % lost, and n seconds without a loss leave up to 3/n possible at 95 % (the rule
    /// of three): 5 % at 60 s. The usable share of such pieces is within 0.04 of the whole's in 95 of 100, less than a
    /// grade's step; of pieces of 20 s within 0.06.
    /// </summary>
    public const double GradeSeconds = 60;
}
