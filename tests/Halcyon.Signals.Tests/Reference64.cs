namespace Halcyon.Signals.Tests;

/// <summary>
/// 64 samples at 100 Hz, and what SciPy 1.10 and MNE-Python 1.3 make of them (12 significant digits), for checkouts
/// without the larger reference files: x[n] = 20·sin(2π·10n/100) + 5·cos(2π·23n/100) + n/2.
/// </summary>
internal static class Reference64
{
    public const double SamplingRateHz = 100;

    /// <summary>Places of the filtered values below.</summary>
    public static readonly int[] Places = [0, 1, 31, 62, 63];

    /// <summary>scipy.signal.welch(x, 100, "hann", 20, 10, detrend="constant")</summary>
    public static readonly double[] Welch20 =
    [
        0.0190485715708, 10.2317261997, 28.138312641, 6.40066419978, 1.03205070927, 1.35525885013, 0.0842520609764,
        0.00115167574639, 0.000115791367694, 2.42985923076e-05, 6.05638590455e-06,
    ];

    /// <summary>mne.filter.filter_data(x, 100., 8., 12.)</summary>
    public static readonly double[] FirBandPass8To12 = [0.1513127878034, 10.3012819601, 11.78282322858, 4.052238760637, -0.1378833380586];

    /// <summary>mne.filter.notch_filter(x, 100., 20.)</summary>
    public static readonly double[] FirNotch20 = [4.662127803359, 12.57563377885, 30.24561980939, 49.88731988096, 46.24275084592];

    /// <summary>scipy.signal.sosfiltfilt(butter(4, [8, 12], "bandpass", fs=100, output="sos"), x)</summary>
    public static readonly double[] ButterworthZeroPhase = [-0.1558460838124, 11.21582956157, 12.33735598537, 7.262226224227, 4.690802396145];

    /// <summary>scipy.signal.sosfilt of the same sections</summary>
    public static readonly double[] ButterworthCausal = [0.000916080116848, 0.007846384322298, 7.883892818219, 16.84194299078, 19.74213081969];

    /// <summary>scipy.signal.filtfilt(*iirnotch(20., 30., 100.), x)</summary>
    public static readonly double[] Notch20 = [5.704638097079, 13.72871003418, 31.0430441006, 48.45311043162, 44.67044530628];

    /// <summary>scipy.signal.resample_poly(x, 3, 2)[[0, 1, 48, 94, 95]]</summary>
    public static readonly double[] Resampled = [5.003030867769, 10.78359330113, 31.85330731236, 52.76082069414, 31.0356994819];

    public static double[] Samples { get; } =
    [
        .. Enumerable.Range(0, 64).Select(n => 20 * Math.Sin(2 * Math.PI * 10 * n / 100) + 5 * Math.Cos(2 * Math.PI * 23 * n / 100) + 0.5 * n),
    ];

    public static void AssertMatches(double[] expected, ReadOnlySpan<double> output, int[]? places = null)
    {
        places ??= Places;
        for (var i = 0; i < expected.Length; i++)
            Xunit.Assert.Equal(expected[i], output[places[i]], 1e-9);
    }
}
