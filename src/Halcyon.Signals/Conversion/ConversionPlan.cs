using System.Globalization;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Conversion;

/// <summary>A conversion worked out for one recording: which channels, treated how, and what could not be done.</summary>
internal sealed class ConversionPlan
{
    private const int LargestResamplingFactor = 10_000;

    private readonly RecordingInfo _info;
    private readonly ConversionOptions _options;
    private readonly HashSet<ChannelInfo> _scalp;

    private ConversionPlan(RecordingInfo info, ConversionOptions options)
    {
        (_info, _options, _scalp) = (info, options, [.. ScalpChannels.Of(info.Channels)]);
        Channels = ChooseChannels();
        Reference = ChooseReference();
        Groups = [.. Channels.GroupBy(channel => (channel.SamplingRateHz, IsBiosignal(channel))).Select(group => MakeGroup([.. group], group.Key.Item2))];
    }

    /// <summary>In the order of the output.</summary>
    public IReadOnlyList<ChannelInfo> Channels { get; }

    public IReadOnlyList<ConversionGroup> Groups { get; }

    /// <summary>Members of the reference; empty for none.</summary>
    public IReadOnlyList<ChannelInfo> Reference { get; }

    /// <summary>What was left as recorded and why, one sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <exception cref="ConversionRefusedException">The options do not fit the recording.</exception>
    public static ConversionPlan Make(RecordingInfo info, ConversionOptions options) => new(info, options);

    public ConversionGroup GroupOf(ChannelInfo channel) => Groups.First(group => group.Channels.Contains(channel));

    public bool IsReferenced(ChannelInfo channel) =>
        Reference.Count > 0 && _scalp.Contains(channel) && Reference.Contains(channel) == (_options.Reference.Kind == ReferenceKind.Average);

    /// <summary>The label with what it is now measured against, where the electrode is known.</summary>
    public string LabelOf(ChannelInfo channel)
    {
        if (!IsReferenced(channel) || channel.Name is null)
            return channel.Label;
        var against = _options.Reference.Kind == ReferenceKind.Average ? "AVG" : string.Concat(Reference.Select(member => member.Name ?? member.Label));
        return $"EEG {channel.Name}-{against}";
    }

    /// <summary>The file's own prefilter text and what was added, in the standard's spelling.</summary>
    public string PrefilterOf(ChannelInfo channel)
    {
        if (GroupOf(channel).IsIdentity || !_options.Filters)
            return channel.Prefilter;
        var added = new List<string> { channel.Prefilter };
        void Add(string name, double? hertz)
        {
            if (hertz is { } value)
                added.Add(string.Create(CultureInfo.InvariantCulture, $"{name}:{value:0.###}Hz"));
        }
        Add("HP", _options.BandLowHz);
        Add("LP", _options.BandHighHz);
        Add("N", _options.NotchHz);
        return string.Join(' ', added).Trim();
    }

    private static bool IsBiosignal(ChannelInfo channel) =>
        channel.Kind is ChannelKind.Eeg or ChannelKind.Eog or ChannelKind.Emg or ChannelKind.Ecg;

    private ChannelInfo[] ChooseChannels()
    {
        if (_info.Channels.Count == 0)
            throw new ConversionRefusedException("The file has no samples to convert, only annotations.");
        return _options.Channels.Count == 0 ? [.. _info.Channels] : [.. _options.Channels.Select(Find).Distinct()];
    }

    private ChannelInfo Find(string label) =>
        _info.Channels.FirstOrDefault(channel => channel.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
        ?? _info.Channels.FirstOrDefault(channel => channel.Name is not null && channel.Name == ElectrodeNames.FromLabel(label))
        ?? throw new ConversionRefusedException($"There is no channel \"{label}\"; the file has {string.Join(", ", _info.Channels.Select(channel => channel.Label))}.");

    private ChannelInfo[] ChooseReference()
    {
        ChannelInfo[] members = _options.Reference.Kind switch
        {
            ReferenceKind.Average => [.. _info.Channels.Where(_scalp.Contains)],
            ReferenceKind.Channels => [.. _options.Reference.Labels.Select(Find)],
            _ => [],
        };
        if (_options.Reference.Kind == ReferenceKind.Average && members.Length < 2)
            throw new ConversionRefusedException(ScalpChannels.AverageRefusal(_info.Channels, ""));
        if (members.Select(member => (member.SamplingRateHz, member.Unit)).Distinct().Count() > 1)
            throw new ConversionRefusedException("The channels of the reference must have one sampling rate and one unit.");
        if (members.Length == 0)
            return members;
        if (members.FirstOrDefault(member => ElectrodeNames.IsDerivation(member.Label)) is { } derivation)
            throw new ConversionRefusedException($"{derivation.Label} is measured between two electrodes and cannot be a reference.");
        ChannelInfo[] alone = [.. Channels.Where(channel => channel.Kind == ChannelKind.Eeg && !_scalp.Contains(channel))];
        if (alone.Length > 0 && !Channels.Any(_scalp.Contains))
            throw new ConversionRefusedException($"{ScalpChannels.Alone(alone)} measured between two electrodes or against different ears; another reference would make nonsense of {(alone.Length == 1 ? "it" : "them")}.");
        if (alone.Length > 0)
            Notes.Add($"{ScalpChannels.Alone(alone)} measured between two electrodes or against different ears; the reference is not taken away there.");
        return members;
    }

    private ConversionGroup MakeGroup(ChannelInfo[] channels, bool isBiosignal)
    {
        var rate = channels[0].SamplingRateHz;
        var fits = Reference.Count > 0 && Reference[0].SamplingRateHz == rate;
        bool[] referenced = [.. channels.Select(channel => fits && IsReferenced(channel))];
        if (!fits && channels.Any(IsReferenced))
            throw new ConversionRefusedException("The EEG channels and the channels of the reference must have one sampling rate.");
        return new ConversionGroup(
            channels, referenced, referenced.Contains(true) ? [.. Reference.Select(member => member.Index)] : [],
            isBiosignal ? DesignFilters(channels, rate) : [], isBiosignal ? DesignResampler(rate) : null);
    }

    private FirFilter[] DesignFilters(ChannelInfo[] channels, double rateHz)
    {
        var filters = new List<FirFilter>();
        var refusal = "";
        try
        {
            refusal = BandRefusal(rateHz);
            if (_options.BandLowHz is not null || _options.BandHighHz is not null)
                filters.Add(FirDesign.BandPass(_options.BandLowHz, _options.BandHighHz, rateHz));
            refusal = NotchRefusal(rateHz);
            if (_options.NotchHz is { } notch)
                filters.Add(FirDesign.Notch(notch, rateHz));
        }
        catch (ArgumentException) when (Channels.Any(channel => IsBiosignal(channel) && channel.SamplingRateHz > rateHz))
        {
            // Slow channels beside the EEG (a 1 Hz envelope) must not keep it from being filtered.
            Notes.Add($"{string.Join(", ", channels.Select(channel => channel.Label))} at {rateHz.ToString("0.###", CultureInfo.InvariantCulture)} Hz cannot hold the filter's band and is left unfiltered.");
            return [];
        }
        catch (ArgumentException error)
        {
            // An edge that does not fit names its parameter; a filter that would be too long says so itself.
            throw new ConversionRefusedException(error.ParamName is null ? error.Message : refusal);
        }
        return [.. filters];
    }

    private string BandRefusal(double rateHz) => string.Create(CultureInfo.InvariantCulture,
        $"The band {_options.BandLowHz:0.###}-{_options.BandHighHz:0.###} Hz does not fit: a recording sampled at {rateHz:0.###} Hz holds nothing from {rateHz / 2:0.###} Hz on. Choose edges below that, or leave one open.");

    private string NotchRefusal(double rateHz) => string.Create(CultureInfo.InvariantCulture,
        $"A notch at {_options.NotchHz:0.###} Hz does not fit: a recording sampled at {rateHz:0.###} Hz holds nothing from {rateHz / 2:0.###} Hz on, so mains at or above that is not in it. Leave the notch out.");

    private PolyphaseResampler? DesignResampler(double rateHz)
    {
        if (_options.ResampleHz is not { } target || target == rateHz)
            return null;
        for (var down = 1; down <= LargestResamplingFactor; down++)
        {
            var up = Math.Round(target / rateHz * down);
            // 1e-9: rates such as 320 / 9.59375 carry a rounding or two.
            if (up is >= 1 and <= LargestResamplingFactor && Math.Abs((up * rateHz) - (target * down)) <= 1e-9 * target * down)
                return new PolyphaseResampler((int)up, down);
        }
        throw new ConversionRefusedException(string.Create(CultureInfo.InvariantCulture, $"{rateHz:0.######} Hz cannot be resampled to {target:0.######} Hz: their ratio is no fraction of numbers up to {LargestResamplingFactor}."));
    }
}
