using System.Buffers.Text;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Reads the time-stamped annotation lists (TALs) of EDF+ and BDF+.</summary>
/// <remarks>
/// One list is "+onset[␕duration]␔text␔text␔␀" with ␕ = 0x15 and ␔ = 0x14; the first of each record has an empty text
/// and says when the record begins. Other text encodings than UTF-8 are read as Latin-1, with a warning.
/// </remarks>
internal sealed class EdfAnnotationParser(List<string> warnings)
{
    // A bound on memory whatever the file holds: far above any real night, which has a few thousand.
    internal const int MaximumCount = 200_000;
    internal const int MaximumCharacters = 6_000_000;

    private const byte TextMark = 0x14;
    private const byte DurationMark = 0x15;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<Annotation> _annotations = [];
    private int _characters;
    private bool _full;
    private bool _notUtf8;
    private long _malformed;
    private long _firstMalformed;

    /// <summary>As read: onsets count from the start time of the header.</summary>
    public List<Annotation> Annotations => _annotations;

    /// <param name="content">One annotation signal of one record.</param>
    /// <param name="byteOffset">Where it begins in the file.</param>
    /// <returns>The onset of the first list when it is a time-keeping one, else null.</returns>
    public double? ParseRecord(ReadOnlySpan<byte> content, long byteOffset)
    {
        double? recordOnset = null;
        var isFirst = true;
        var position = 0;
        while (position < content.Length)
        {
            var start = content[position..].IndexOfAnyExcept((byte)0);
            if (start < 0)
                break;
            position += start;
            var length = content[position..].IndexOf((byte)0);
            var list = length < 0 ? content[position..] : content.Slice(position, length);
            if (!TryParseList(list, out var onset, out var keepsTime))
                CountMalformed(byteOffset + position);
            else if (isFirst && keepsTime)
                recordOnset = onset;
            isFirst = false;
            position += list.Length;
        }
        return recordOnset;
    }

    /// <summary>Adds what was odd, once for all records.</summary>
    public void Finish()
    {
        if (_malformed > 0)
            warnings.Add($"{_malformed} annotation entries could not be read, the first at byte {_firstMalformed}; they are left out.");
        if (_notUtf8)
            warnings.Add("Some annotation texts are not UTF-8; they are read as Latin-1.");
        if (_full)
            warnings.Add($"The file holds more annotations than can be kept ({MaximumCount} entries or {MaximumCharacters} characters); the rest are left out.");
    }

    private void CountMalformed(long offset)
    {
        if (_malformed++ == 0)
            _firstMalformed = offset;
    }

    private bool TryParseList(ReadOnlySpan<byte> list, out double onset, out bool keepsTime)
    {
        keepsTime = false;
        onset = 0;
        var textMark = list.IndexOf(TextMark);
        if (textMark < 0)
            return false;
        var stamp = list[..textMark];
        var durationMark = stamp.IndexOf(DurationMark);
        var duration = 0.0;
        if (durationMark >= 0 && !TryNumber(stamp[(durationMark + 1)..], out duration) && durationMark + 1 < stamp.Length)
            return false;
        if (!TryNumber(durationMark >= 0 ? stamp[..durationMark] : stamp, out onset))
            return false;
        var texts = list[(textMark + 1)..];
        keepsTime = texts.IsEmpty || texts[0] == TextMark;
        while (!texts.IsEmpty)
        {
            var end = texts.IndexOf(TextMark);
            var text = end < 0 ? texts : texts[..end];
            if (!text.IsEmpty)
                Add(onset, Math.Max(duration, 0), text);
            texts = end < 0 ? [] : texts[(end + 1)..];
        }
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double value)
    {
        if (!text.IsEmpty && text[0] == (byte)'+')
            text = text[1..];
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);
    }

    private void Add(double onset, double duration, ReadOnlySpan<byte> text)
    {
        if (_full || _annotations.Count == MaximumCount || _characters + text.Length > MaximumCharacters)
        {
            _full = true;
            return;
        }
        var decoded = Decode(text);
        _characters += decoded.Length;
        _annotations.Add(new Annotation(onset, duration, decoded));
    }

    private string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            _notUtf8 = true;
            return Encoding.Latin1.GetString(text);
        }
    }
}
