using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Every screen, on a phone and on a desk, light and dark: nothing overflows, and axe finds nothing.</summary>
[Collection(SharesChromium.Name)]
public sealed class ScreensTests(Chromium chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(2560, ColorScheme.Dark)]
    public async Task EveryScreen_AtThisSize_FitsAndIsAccessible(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, 800, scheme);
        var page = opened.Page;

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "See it work" })).ToBeVisibleAsync();
        await CheckAsync(opened);
        foreach (var address in new[] { "/sign-in", "/register", "/forgot-password", "/no-such-page" })
        {
            await page.GotoAsync(address);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await CheckAsync(opened);
        }

        await Newcomer.RegisterAsync(page);
        await CheckAsync(opened);
        foreach (var address in SettingsPages)
        {
            await page.GotoAsync(address);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await CheckAsync(opened);
        }

        await page.GotoAsync("/recordings");
        await Newcomer.UploadAsync(page, "screens.edf", Newcomer.DemoBytes());
        await Expect(Newcomer.Row(page, "screens").GetByRole(AriaRole.Img, new() { Name = "Grade" })).ToBeVisibleAsync();
        await CheckAsync(opened);
        await Newcomer.Row(page, "screens").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await CheckAsync(opened);
        opened.AssertNoComplaints();
    }

    private static readonly string[] SettingsPages =
    [
        "/settings/profile", "/settings/appearance", "/settings/notifications", "/settings/support", "/settings/security",
        "/settings/health-screening", "/settings/consents", "/settings/sharing", "/settings/activity", "/settings/data",
        "/settings/delete-account", "/clients",
    ];

    private static async Task CheckAsync(OpenedPage opened)
    {
        var overflow = await opened.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{opened.Page.Url} is {overflow} pixels wider than its window.");
        await opened.AssertAccessibleAsync();
    }
}
