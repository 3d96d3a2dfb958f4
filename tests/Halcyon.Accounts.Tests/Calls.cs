using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.ExternalSignIn;
using Halcyon.Accounts.Registration;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Accounts.Tests;

/// <summary>What the tests of this module do to a running Halcyon again and again.</summary>
internal static class Calls
{
    public const string Password = "violet kettle marsh tuba";

    private static int _addresses;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A server that hashes passwords as it does for everybody: the kit's hash cheaply.</summary>
    public static Task<HalcyonApp> StartAtFullCostAsync() => HalcyonApp.StartAsync(configure: builder =>
        builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = ComposedPasswordHasher.Iterations));

    /// <summary>In place of the seconds that it is given in service: a crowded machine takes longer to answer itself.</summary>
    public static void WaitForTheProvider(WebApplicationBuilder builder) =>
        builder.Services.AddHttpClient(ProviderClient.Name, client => client.Timeout = HalcyonApp.Patience);

    public static string NewEmail() => $"someone{Interlocked.Increment(ref _addresses)}@example.org";

    public static Task<HttpResponseMessage> SendAsync(
        this HalcyonApp app, HttpMethod method, string path, object? body = null, string? bearer = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        change?.Invoke(request);
        return Bare(app).SendAsync(request, Stop);
    }

    public static Task<HttpResponseMessage> PostAsync(this HalcyonApp app, string path, object? body = null, string? bearer = null) =>
        app.SendAsync(HttpMethod.Post, path, body, bearer);

    public static Task<HttpResponseMessage> GetAsync(this HalcyonApp app, string path, string? bearer = null) =>
        app.SendAsync(HttpMethod.Get, path, bearer: bearer);

    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<SignedIn> SignUpAsync(this HalcyonApp app, string? email = null, string password = Password)
    {
        email ??= NewEmail();
        var answer = await app.PostAsync("/v1/auth/register", new { email, password }).JsonAsync(HttpStatusCode.Created);
        return SignedIn.From(answer, email);
    }

    public static async Task<SignedIn> LoginAsync(this HalcyonApp app, string email, string password = Password) =>
        SignedIn.From(await app.PostAsync("/v1/auth/login", new { email, password }).JsonAsync(), email);

    public static async Task<SignedIn> RefreshAsync(this HalcyonApp app, string refreshToken) =>
        SignedIn.From(await app.PostAsync("/v1/auth/refresh", new { refresh_token = refreshToken }).JsonAsync(), email: "");

    public static async Task<HttpStatusCode> StatusAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return response.StatusCode;
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static async Task<T?> QueryAsync<T>(this HalcyonApp app, string sql)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop) is T value ? value : default;
    }

    /// <summary>Entries of the audit trail about one account, oldest first, as `action:outcome`.</summary>
    public static async Task<string[]> AuditAsync(this HalcyonApp app, Guid userId) =>
        await app.QueryAsync<string[]>(
            $"select array_agg(action || ':' || outcome order by sequence) from platform.audit_entry where subject_id = '{userId}'") ?? [];

    /// <summary>The same, newest first, with the details that only their owner's key opens.</summary>
    public static Task<IReadOnlyList<AuditRecord>> AuditRecordsAsync(this HalcyonApp app, Guid userId, string? action = null) =>
        app.WithAsync<AuditSearch, IReadOnlyList<AuditRecord>>(
            audit => audit.FindAsync(new AuditFilter(SubjectId: new UserId(userId), Action: action), before: null, limit: 100, Stop));

    public static Task<object?> GrantAsync(this HalcyonApp app, Guid userId, string role) => app.QueryAsync<object>(
        $"insert into accounts.user_roles (user_id, role_id) select '{userId}', id from accounts.roles where name = '{role}'");

    /// <summary>Without a cookie jar, so that each test says which cookies it sends.</summary>
    private static HttpClient Bare(HalcyonApp app) => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address, Timeout = HalcyonApp.Patience };
}

internal sealed record SignedIn(string AccessToken, string RefreshToken, Guid Id, string Email)
{
    public static SignedIn From(JsonElement answer, string email) => new(
        answer.GetProperty("access_token").GetString()!,
        answer.GetProperty("refresh_token").GetString()!,
        answer.GetProperty("user").GetProperty("id").GetGuid(),
        email);
}
