using System.Security.Cryptography;
using System.Text;
using Halcyon.Platform.Access;

namespace Halcyon.Accounts.Mfa;

/// <summary>Four groups of four letters and digits that cannot be mistaken for each other, 80 bits: `k3mw-9tzq-4xhp-7bnc`.</summary>
internal static class RecoveryCode
{
    public const int Count = 10;

    /// <summary>Crockford's Base32: no i, l, o or u.</summary>
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int GroupLength = 4;
    private const int Length = 16;

    public static IReadOnlyList<string> NewSet() => [.. Enumerable.Range(0, Count).Select(_ => New())];

    /// <returns>The code as it was made, however it was typed; null when it cannot be one.</returns>
    public static string? Read(string typed)
    {
        var code = new StringBuilder(Length);
        foreach (var c in typed.ToLowerInvariant().Where(c => c is not ('-' or ' ')))
        {
            var letter = c switch { 'o' => '0', 'i' or 'l' => '1', _ => c };
            if (!Letters.Contains(letter, StringComparison.Ordinal) || code.Length == Length)
            {
                return null;
            }

            code.Append(letter);
        }

        return code.Length == Length ? code.ToString() : null;
    }

    /// <param name="code">As <see cref="Read"/> gives it. The account is mixed in: equal codes of two accounts look different.</param>
    public static byte[] Hash(UserId owner, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}/{code}"));

    private static string New() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(GroupLength).Select(group => new string(group)));
}
