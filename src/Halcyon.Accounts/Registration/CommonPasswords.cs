namespace Halcyon.Accounts.Registration;

/// <summary>
/// Finds long passwords that are guessed first: common words, runs, keyboard walks, years, and the person's own names, in
/// any mixture and with the usual letter swaps. The password is cut into as few such pieces as possible; a letter that
/// belongs to none is a piece by itself. Few pieces means little to guess, however long the password is.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>"Password2024!" is three pieces, four unrelated words that are not on the list are as many as their letters.</summary>
    private const int FewestPieces = 5;

    private const int ShortestRun = 3;

    private static readonly string[] Words =
    [
        "password", "passwort", "passw", "pass", "word", "secret", "geheim", "login", "welcome", "willkommen", "letmein",
        "let", "me", "in", "access", "admin", "administrator", "root", "user", "guest", "test", "default", "changeme", "change",
        "master", "super", "hello", "hallo", "monkey", "dragon", "tiger", "shadow", "sunshine", "princess", "football",
        "baseball", "superman", "batman", "pokemon", "starwars", "iloveyou", "love", "you", "forever", "flower", "summer",
        "winter", "spring", "autumn", "january", "december", "monday", "friday", "michael", "jordan", "charlie", "ashley",
        "jessica", "daniel", "thomas", "robert", "computer", "internet", "google", "facebook", "whatever", "trustno", "trust",
        "freedom", "mustang", "liverpool", "chelsea", "arsenal", "london", "berlin", "america", "money", "killer", "soccer",
        "hockey", "mickey", "mouse", "cookie", "chocolate", "banana", "cheese", "pepper", "ginger", "buster", "azerty",
        "contrasena", "motdepasse", "qwerty", "qwertz", "halcyon", "health", "brain", "doctor", "hospital", "clinic", "the",
        "my", "is", "and", "one", "two", "new", "this", "correct", "horse", "battery", "staple",
    ];

    private static readonly string[] Walks =
    [
        "abcdefghijklmnopqrstuvwxyz", "12345678901234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm",
        "azertyuiop", "qsdfghjklm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm", "q1w2e3r4t5y6u7i8o9p0",
        "1q2w3e4r5t6y7u8i9o0p", "13579", "24680", "!@#$%^&*()", "!\"§$%&/()=",
    ];

    private static readonly string[] BothWays = [.. Walks, .. Walks.Select(walk => new string([.. walk.Reverse()]))];

    /// <param name="ownWords">The person's names and address: first guesses of whoever knows them.</param>
    public static bool IsGuessable(string password, IEnumerable<string> ownWords)
    {
        var words = Words.Concat(ownWords.SelectMany(Split)).Where(word => word.Length > 1).ToHashSet(StringComparer.Ordinal);
        return Pieces(password.ToLowerInvariant(), words) < FewestPieces;
    }

    private static int Pieces(string text, HashSet<string> words)
    {
        // A block said again and again is no harder to guess than the block.
        text = text[..Period(text)];
        var unswapped = Unswapped(text);
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var fewest = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            fewest[end] = fewest[end - 1] + 1;
            for (var start = 0; start < end - 1; start++)
            {
                if (fewest[start] + 1 < fewest[end]
                    && (IsPattern(text.AsSpan(start..end)) || known.Contains(text.AsSpan(start..end)) || known.Contains(unswapped.AsSpan(start..end))))
                {
                    fewest[end] = fewest[start] + 1;
                }
            }
        }

        return fewest[text.Length];
    }

    private static bool IsPattern(ReadOnlySpan<char> part) =>
        (part.Length >= ShortestRun && (IsOneCharacter(part) || IsOnAWalk(part))) || IsYear(part);

    private static bool IsOneCharacter(ReadOnlySpan<char> part) => !part.ContainsAnyExcept(part[0]);

    private static bool IsYear(ReadOnlySpan<char> part) =>
        part.Length == 4 && (part.StartsWith("19") || part.StartsWith("20")) && char.IsAsciiDigit(part[2]) && char.IsAsciiDigit(part[3]);

    private static bool IsOnAWalk(ReadOnlySpan<char> part)
    {
        foreach (var walk in BothWays)
        {
            if (walk.AsSpan().Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static int Period(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
            {
                return period;
            }
        }

        return text.Length;
    }

    private static string Unswapped(string text) => string.Create(text.Length, text, (letters, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            letters[i] = source[i] switch
            {
                '0' => 'o',
                '1' or '!' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                var other => other,
            };
        }
    });

    private static IEnumerable<string> Split(string text) =>
        text.ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries);
}
