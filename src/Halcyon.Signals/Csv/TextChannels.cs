using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>Describes channels of formats that hold numbers of any size.</summary>
internal static class TextChannels
{
    /// <param name="unit">As in the file.</param>
    /// <param name="kind">Where the format says it; otherwise told by label and unit.</param>
    public static ChannelInfo Describe(int index, string label, string? name, string unit, double rateHz, long count, ChannelKind? kind = null)
    {
        var isVoltage = VoltageUnits.TryGetMicrovoltFactor(unit, out _);
        return new ChannelInfo
        {
            Index = index,
            Label = label,
            Name = name,
            Kind = kind ?? ChannelKinds.Classify(label, name, "", unit),
            Unit = isVoltage ? VoltageUnits.Microvolt : unit,
            SamplingRateHz = rateHz,
            SampleCount = count,
            // What a number in the file can be at most: there is no converter whose limits could be reached.
            PhysicalMinimum = float.MinValue,
            PhysicalMaximum = float.MaxValue,
        };
    }
}
