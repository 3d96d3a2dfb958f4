using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>
/// Waiting for an address by asking again and again. Playwright's own wait for a navigation looks once and then listens,
/// and misses one that happens in between (playwright-dotnet, issue 3364).
/// </summary>
internal static partial class Addresses
{
    public static Task ExpectSignInAsync(this IPage page) => Expect(page).ToHaveURLAsync(SignIn());

    public static Task ExpectRecordingAsync(this IPage page) => Expect(page).ToHaveURLAsync(Recording());

    // Without options: the browser side reads the pattern as one of JavaScript.
    [GeneratedRegex(@"^[^?]+/sign-in\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignIn();

    [GeneratedRegex(@"^[^?]+/recordings/[^/?]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Recording();
}
