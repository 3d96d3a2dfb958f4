namespace Halcyon.Signals.Quality;

/// <summary>The letter a recording gets: what is lost of its EEG, in channels and in time together.</summary>
public static class QualityGrade
{
    /// <param name="badFraction">Bad EEG channels of all that were judged, 0…1.</param>
    /// <param name="usableFraction">Seconds of the good EEG channels without an artifact (blinks aside, which can be taken out), 0…1.</param>
    /// <returns>
    /// A below 5 % lost, B below 10 %, C below 20 %, D below 30 %, else F. A bad channel is lost for all of the time, and
    /// from the others goes the time that is not usable: 4 % of the channels and 4 % of the rest are 7.8 % of the EEG.
    /// </returns>
    public static string Of(double badFraction, double usableFraction)
    {
        // Written so that a fifth of the channels is a fifth to the last digit: the limits lie on such numbers.
        var lost = badFraction + (1 - badFraction) * (1 - usableFraction);
        return lost switch
        {
            < 0.05 => "A",
            < 0.10 => "B",
            < 0.20 => "C",
            < 0.30 => "D",
            _ => "F",
        };
    }
}
