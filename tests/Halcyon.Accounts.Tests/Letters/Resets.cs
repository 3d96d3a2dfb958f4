using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Letters;

internal static class Resets
{
    /// <summary>Asks for a link and waits until the queue has dealt with it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RequestAsync(HalcyonApp app, string email)
    {
        Assert.Equal(HttpStatusCode.Accepted, await app.PostAsync("/v1/auth/forgot-password", new { email }).StatusAsync());
        await app.HandleEventsAsync(TestContext.Current.CancellationToken);
        return (await app.LettersAsync(email, "password_reset"))[^1].Link;
    }
}
