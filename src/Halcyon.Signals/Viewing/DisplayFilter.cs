using Halcyon.Signals.Filters;

namespace Halcyon.Signals.Viewing;

/// <summary>The filter a viewer draws through: made to look at, not to measure with.</summary>
/// <remarks>
/// Butterworth high-pass of order 2 and low-pass of order 4 and a notch of quality 30, run forwards and backwards: no
/// phase shift, attenuation twice over (6 dB at the edges). They settle within seconds where the long FIR filters of
/// analysis and conversion need a filter's length on each side of a page, and cost a fraction: a page comes at once.
/// </remarks>
internal sealed class DisplayFilter
{
    private const int HighPassOrder = 2;
    private const int LowPassOrder = 4;
    private const double NotchQuality = 30;

    // What is left of an edge's ringing where the page begins. A tenth of what a seam may show, because the ringing
    // passes through the filter twice.
    private const double Remaining = 1e-5;

    private DisplayFilter(BiquadCascade filter)
    {
        Lanes = new BiquadLanes(filter);
        Margin = filter.DecayLength(Remaining);
    }

    public BiquadLanes Lanes { get; }

    /// <summary>Samples to filter on each side of what is shown, so that neighbouring pages join.</summary>
    public int Margin { get; }

    /// <summary>Null when nothing is asked for, or the rate is too low for what is.</summary>
    public static DisplayFilter? For(SignalWindowRequest request, double samplingRateHz)
    {
        var nyquist = samplingRateHz / 2;
        var sections = new List<Biquad>();
        if (request.LowHz is { } low)
        {
            // A channel too slow for the low edge has nothing in the band; it is shown as recorded.
            if (low >= nyquist)
                return Of(sections, request.NotchHz, samplingRateHz);
            sections.AddRange(ButterworthDesign.HighPass(HighPassOrder, low, samplingRateHz).Sections);
        }

        if (request.HighHz is { } high && high < nyquist)
            sections.AddRange(ButterworthDesign.LowPass(LowPassOrder, high, samplingRateHz).Sections);
        return Of(sections, request.NotchHz, samplingRateHz);
    }

    private static DisplayFilter? Of(List<Biquad> sections, double? notchHz, double samplingRateHz)
    {
        if (notchHz is { } notch && FirDesign.NotchFits(notch, samplingRateHz))
            sections.AddRange(NotchDesign.Notch(notch, NotchQuality, samplingRateHz).Sections);
        return sections.Count == 0 ? null : new DisplayFilter(new BiquadCascade([.. sections]));
    }
}
