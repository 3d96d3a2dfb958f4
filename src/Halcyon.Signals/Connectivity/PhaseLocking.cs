
namespace Halcyon.Signals.Connectivity;

/// <summary>How constant the difference of two phases is over time, or over trials at one time.</summary>
public static class PhaseLocking
{
    /// <param name="firstRadians">Phases, as the analytic signal of a narrow band gives them; finite.</param>
    /// <param name="secondRadians">As many.</param>
    /// <returns>0…1; the mean length of n independent random phases is 0.886/√n, not 0.</returns>
    /// <remarks>Lachaux et al. 1999, doi:10.1002/(SICI)1097-0193(1999)8:4&lt;194::AID-HBM4&gt;3.0.CO;2-C. Neighbouring samples of a narrow band are not independent. Allocates nothing.</remarks>
    public static double Value(ReadOnlySpan<double> firstRadians, ReadOnlySpan<double> secondRadians)
    {
        if (firstRadians.Length != secondRadians.Length)
            throw new ArgumentException("Both phases must have the same number of samples.", nameof(secondRadians));
        SampleChecks.Require(firstRadians, 1, nameof(firstRadians));
        SampleChecks.Require(secondRadians, 1, nameof(secondRadians));
        double real = 0, imaginary = 0;
        for (var n = 0; n < firstRadians.Length; n++)
        {
            var (sine, cosine) = Math.SinCos(firstRadians[n] - secondRadians[n]);
            real += cosine;
            imaginary += sine;
        }

        return Math.Sqrt(real * real + imaginary * imaginary) / firstRadians.Length;
    }
}
