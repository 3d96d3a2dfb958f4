namespace Halcyon.Signals.Spectra;

/// <summary>The window of Welch densities, spectrograms and cross spectra.</summary>
internal static class HannWindow
{
    /// <summary>½ − ½·cos(2πn/length): one period, as SciPy's welch takes it, so that windows at half overlap add up to 1.</summary>
    public static double[] Of(int length)
    {
        var window = new double[length];
        for (var n = 0; n < length; n++)
            window[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length);
        return window;
    }
}
