using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.ExternalSignIn;

/// <summary>A browser without its pages: keeps cookies, follows redirections one at a time, fills in the provider's forms.</summary>
internal sealed partial class BrowserWindow(HalcyonApp app) : IDisposable
{
    private const int MostSteps = 20;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Where the provider's answer came back to: code, state and issuer.</summary>
    public Uri? Callback { get; private set; }

    /// <returns>The path of Halcyon's web app that it ends at.</returns>
    public Task<string> SignInAsync(string login, string returnTo = "/studies", bool declines = false) =>
        FollowAsync(new Uri(app.Address, "/v1/auth/oidc/start?return_to=" + Uri.EscapeDataString(returnTo)), login, declines);

    /// <summary>From any address, through the provider, to a page of Halcyon.</summary>
    public async Task<string> FollowAsync(Uri address, string login, bool declines = false)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (IsHalcyon(address) && !address.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal))
                return address.PathAndQuery;
            if (IsHalcyon(address) && address.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal))
                Callback = address;

            using var response = await _client.GetAsync(address, Stop);
            var next = response.Headers.Location is { } location
                ? new Uri(address, location)
                : await AnswerFormAsync(address, await response.Content.ReadAsStringAsync(Stop), login, declines);
            Assert.True(next is not null, $"{(int)response.StatusCode} at {address}");
            address = next;
        }

        throw new InvalidOperationException("The redirections do not end.");
    }

    public async Task<Uri?> GetLocationAsync(Uri address)
    {
        using var response = await _client.GetAsync(address, Stop);
        return response.Headers.Location is { } location ? new Uri(address, location) : null;
    }

    /// <summary>What the web app does when it opens: trades the cookie for an access token.</summary>
    public async Task<JsonElement?> RefreshAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, "/v1/auth/refresh")) { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Halcyon-Client", "web");
        using var response = await _client.SendAsync(request, Stop);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>(Stop) : null;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, path)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", accessToken);
        using var response = await _client.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    public void Dispose() => _client.Dispose();

    private async Task<Uri?> AnswerFormAsync(Uri page, string html, string login, bool declines)
    {
        if (declines && AbortLink().Match(html) is { Success: true } abort)
            return new Uri(page, HttpUtility.HtmlDecode(abort.Groups["address"].Value));
        if (FormAction().Match(html) is not { Success: true } form || PromptField().Match(html) is not { Success: true } prompt)
            return null;

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["prompt"] = prompt.Groups["value"].Value };
        if (fields["prompt"] == "login")
            (fields["login"], fields["password"]) = (login, "anything");
        using var content = new FormUrlEncodedContent(fields);
        var action = new Uri(page, HttpUtility.HtmlDecode(form.Groups["address"].Value));
        using var response = await _client.PostAsync(action, content, Stop);
        return response.Headers.Location is { } location ? new Uri(action, location) : null;
    }

    private bool IsHalcyon(Uri address) => address.Authority == app.Address.Authority;

    [GeneratedRegex("""<form[^>]*action="(?<address>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormAction();

    [GeneratedRegex("""name="prompt" value="(?<value>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PromptField();

    [GeneratedRegex("""href="(?<address>[^"]+/abort)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AbortLink();
}
