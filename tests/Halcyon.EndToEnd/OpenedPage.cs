using Microsoft.Playwright;
using Xunit;

namespace Halcyon.EndToEnd;

/// <summary>A browser page that remembers what it complained about.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    /// <summary>Only ends a test that fails: on a crowded machine a page may take its time.</summary>
    internal const float PatienceMilliseconds = 90_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private OpenedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<OpenedPage> CreateAsync(IBrowserContext context, Uri halcyon, Uri? alsoAllowed)
    {
        var opened = new OpenedPage(context, await context.NewPageAsync());
        // Also what the console would not tell: a policy that only reports, and a request that leaves the server.
        await opened.Page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.violatedDirective}: ${e.blockedURI}`))");
        opened.Page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            // What another provider's own pages ask for is theirs.
            var isOurs = !Uri.TryCreate(opened.Page.Url, UriKind.Absolute, out var shown) || shown.Port == halcyon.Port || request.IsNavigationRequest;
            if (isOurs && asked.Scheme.StartsWith("http", StringComparison.Ordinal) && asked.Port != halcyon.Port && asked.Port != alsoAllowed?.Port)
                opened._complaints.Add($"A request left the server: {request.Url}");
        };
        opened.Page.SetDefaultTimeout(PatienceMilliseconds);
        opened.Page.PageError += (_, error) => opened._complaints.Add(error);
        opened.Page.Console += (_, message) =>
        {
            // Chromium reports every 4xx answer as a console error; those are part of normal work (a first
            // visit has no session to refresh). Content-Security-Policy violations and script errors are not.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                opened._complaints.Add(message.Text);
            }
        };
        return opened;
    }

    /// <summary>Fails when a script threw, the content security policy stopped something, or a request left the server.</summary>
    public void AssertNoComplaints() =>
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints));

    /// <summary>
    /// Runs axe-core on what is shown, but for React Aria's hidden announcer, whose entries name elements that are gone
    /// again by the time they are looked at; every violation is listed with the elements it concerns. A page that is still
    /// arriving is looked at once it is there.
    /// </summary>
    public async Task AssertAccessibleAsync()
    {
        var axe = Path.Combine(Checkout.Root, "web", "node_modules", "axe-core", "axe.min.js");
        Assert.True(File.Exists(axe), "axe-core is not installed: run npm ci in web.");
        await Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.Current.CancellationToken));
        await Page.EvaluateAsync(
            """
            () => Promise.allSettled(document.getAnimations()
              .filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity).map(animation => animation.finished))
            """);
        var violations = await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ exclude: ['[data-live-announcer]'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
              .violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(' | ')}`)
            """);
        Assert.True(violations.Length == 0, $"{Page.Url}\n{string.Join('\n', violations)}");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
