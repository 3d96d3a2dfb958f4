namespace Halcyon.Language.Reading;

internal static class EditDistance
{
    /// <summary>One letter missing, added, changed, or two neighbours exchanged.</summary>
    public static bool IsAtMostOne(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (one.Length > other.Length)
            return IsAtMostOne(other, one);
        if (other.Length - one.Length > 1)
            return false;
        var same = one.CommonPrefixLength(other);
        if (same == one.Length)
            return true;
        if (one.Length < other.Length)
            return one[same..].SequenceEqual(other[(same + 1)..]);
        if (one[(same + 1)..].SequenceEqual(other[(same + 1)..]))
            return true;
        return same + 1 < one.Length && one[same] == other[same + 1] && one[same + 1] == other[same]
            && one[(same + 2)..].SequenceEqual(other[(same + 2)..]);
    }
}
