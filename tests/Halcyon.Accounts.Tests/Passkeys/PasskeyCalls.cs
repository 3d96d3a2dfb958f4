using System.Net;
using System.Text.Json;
using Halcyon.Testing;

namespace Halcyon.Accounts.Tests.Passkeys;

internal static class PasskeyCalls
{
    public const string Base = "/v1/auth/passkeys";

    /// <summary>As a browser on this machine has it: passkeys are bound to a name, never to a number.</summary>
    public static string Origin(this HalcyonApp app) => $"http://localhost:{app.Address.Port}";

    public static Task<HttpResponseMessage> FromPageAsync(this HalcyonApp app, string path, object? body = null, string? bearer = null, string? origin = null) =>
        app.SendAsync(HttpMethod.Post, path, body, bearer, request => request.Headers.Add("Origin", origin ?? app.Origin()));

    public static async Task<(JsonElement Options, string State)> RegistrationOptionsAsync(this HalcyonApp app, SignedIn account, object? body = null)
    {
        var sending = app.FromPageAsync($"{Base}/registration-options", body ?? new { password = Calls.Password }, account.AccessToken);
        return Read(await sending.JsonAsync());
    }

    public static async Task<(JsonElement Options, string State)> SignInOptionsAsync(this HalcyonApp app) =>
        Read(await app.FromPageAsync($"{Base}/sign-in-options").JsonAsync());

    public static Task<HttpResponseMessage> AddAsync(this HalcyonApp app, SignedIn account, object credential, string state, string name = "Test key") =>
        app.FromPageAsync(Base, new { credential, state, name }, account.AccessToken);

    public static Task<HttpResponseMessage> SignInAsync(this HalcyonApp app, object credential, string state) =>
        app.FromPageAsync($"{Base}/sign-in", new { credential, state });

    /// <summary>Adds a passkey and returns its id here; the authenticator keeps the key.</summary>
    public static async Task<Guid> AddPasskeyAsync(this HalcyonApp app, SignedIn account, SoftAuthenticator authenticator, object? proof = null)
    {
        var (options, state) = await app.RegistrationOptionsAsync(account, proof);
        var added = await app.AddAsync(account, authenticator.Create(options), state).JsonAsync(HttpStatusCode.Created);
        return added.GetProperty("id").GetGuid();
    }

    public static async Task<SignedIn> SignInAsync(this HalcyonApp app, SoftAuthenticator authenticator)
    {
        var (options, state) = await app.SignInOptionsAsync();
        return SignedIn.From(await app.SignInAsync(authenticator.Get(options), state).JsonAsync(), email: "");
    }

    private static (JsonElement Options, string State) Read(JsonElement answer) =>
        (answer.GetProperty("options"), answer.GetProperty("state").GetString()!);
}
