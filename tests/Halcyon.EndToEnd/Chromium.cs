using Microsoft.Playwright;
using Xunit;

namespace Halcyon.EndToEnd;

/// <summary>One headless Chromium and one Halcyon for all browser tests; each test opens its own clean profile.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HalcyonProcess? _halcyon;

    public HalcyonProcess Halcyon => _halcyon ?? throw new InvalidOperationException("Call OpenAsync first.");

    private static string? Executable { get; } =
        Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Candidates, File.Exists);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a page in a clean profile; skips the test with a notice where there is no Chromium.</summary>
    /// <param name="at">A Halcyon of the test's own in place of the shared one.</param>
    /// <param name="alsoAllowed">The only other origin that the page may ask.</param>
    public async Task<OpenedPage> OpenAsync(
        int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, HalcyonProcess? at = null, Uri? alsoAllowed = null)
    {
        Assert.SkipWhen(Executable is null, "No Chromium was found; set CHROMIUM to its path to run the browser tests.");
        var cancellationToken = TestContext.Current.CancellationToken;
        if (at is null)
            _halcyon ??= await HalcyonProcess.StartAsync(cancellationToken);
        Assertions.SetDefaultExpectTimeout(OpenedPage.PatienceMilliseconds);
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Timeout = OpenedPage.PatienceMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (at ?? Halcyon).Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return await OpenedPage.CreateAsync(context, new Uri((at ?? Halcyon).Address), alsoAllowed);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_halcyon is not null)
        {
            await _halcyon.DisposeAsync();
        }
    }
}

[CollectionDefinition(SharesChromium.Name)]
public sealed class SharesChromium : ICollectionFixture<Chromium>
{
    public const string Name = "chromium";
}
