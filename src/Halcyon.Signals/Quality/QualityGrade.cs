namespace Halcyon.Signals.Quality;

/// <summary>The letter a recording gets: the worse of two, one for lost channels and one for lost time.</summary>
public static class QualityGrade
{
    /// <param name="badFraction">Bad EEG channels of all EEG channels, 0…1.</param>
    /// <param name="usableFraction">Seconds of the good EEG channels without an artifact (blinks aside, which can be taken out), 0…1.</param>
    /// <returns>A below 5 % lost, B below 10 %, C below 20 %, D below 30 %, else F.</returns>
    public static string Of(double badFraction, double usableFraction)
    {
        var lost = Math.Max(badFraction, 1 - usableFraction);
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
